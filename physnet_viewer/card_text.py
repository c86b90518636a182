"""The model card in the language of the window: its Markdown, taken apart, translated piece by piece, put together."""

from collections.abc import Callable

from physnet_viewer.card_words import CARD
from physnet_viewer.core_words import said

_TABLE, _ITEM = "|", "- "


def piece_said(text: str) -> str:
    """Return a heading, paragraph without line breaks, item or cell of a card in the language of the window."""
    return said(text, CARD)


def card_said(markdown: str, say: Callable[[str], str] = piece_said) -> str:
    """Return a card as `say` says it; pieces that are not listed in `card_words` stay as they are.

    Parameters
    ----------
    markdown
        As `physnet_core.learning.card` writes it: headings, paragraphs, lists and tables, parted by empty lines.
    say
        Translates one piece, see `piece_said`.
    """
    return "\n\n".join(_block(block.splitlines(), say) for block in markdown.strip().split("\n\n")) + "\n"


def _block(lines: list[str], say: Callable[[str], str]) -> str:
    if lines[0].startswith(_TABLE):
        return "\n".join(_row(line, say) for line in lines)
    if lines[0].startswith(_ITEM):
        return "\n".join(_ITEM + _item(text, say) for text in _items(lines))
    text = " ".join(lines)
    mark = next((mark for mark in ("# ", "## ", "**") if text.startswith(mark)), "")
    if mark == "**" and text.endswith(mark):
        return mark + say(text.strip("*")) + mark
    return mark + say(text.removeprefix(mark))


def _row(line: str, say: Callable[[str], str]) -> str:
    cells = [cell.strip() for cell in line.strip(_TABLE).split(_TABLE)]
    return f"{_TABLE} {f' {_TABLE} '.join(map(say, cells))} {_TABLE}"


def _items(lines: list[str]) -> list[str]:
    """Return the items of a list, each as one line."""
    found: list[str] = []
    for line in lines:
        if line.startswith(_ITEM):
            found.append(line.removeprefix(_ITEM))
        else:
            found[-1] += f" {line.strip()}"
    return found


def _item(text: str, say: Callable[[str], str]) -> str:
    """Return an item; its parts between semicolons are sentences of their own where the whole is not listed."""
    whole = say(text)
    return whole if whole != text else "; ".join(map(say, text.split("; ")))
