"""The model card in the language of the window."""

import re

import pytest

from physnet_core.network.bundle import load_bundle
from physnet_viewer.card_text import card_said
from physnet_viewer.card_text import piece_said as said
from physnet_viewer.core_words import said as said_elsewhere
from physnet_viewer.translation import use_language

# Figures, strips of slices in code marks, and measures: the same in all languages.
_SAME = re.compile(r"[-+\d., ()%to:#]*|`[^`]*`|Commit: \w+|AUC|ECE|Dice|D\^|rho\^|D\^/rho\^|2 sqrt\(D\^ rho\^\)")


@pytest.fixture
def german(qapp):
    use_language("de", qapp)
    yield
    use_language("en", qapp)


def test_nothing_of_the_shipped_card_stays_english_but_names(german):
    bundle = load_bundle()
    names, english = set(_texts(bundle.metadata.metrics)), []

    def say(text):
        if said(text) == text:
            english.append(text)
        return said(text)

    card = card_said(bundle.card, say)
    parts = {part for text in english for part in text.split("; ") if said(part) == part}
    assert {text for text in parts - names if not _SAME.fullmatch(text)} == set()
    assert "## Trainingsdaten" in card
    assert "**Nur für die Forschung." in card


def test_figures_of_a_card_are_those_of_the_original(german):
    card = load_bundle().card
    wanted, found = (re.findall(r"\d+\.\d+", text) for text in (card, card_said(card)))
    assert found == wanted


def test_words_of_the_card_are_not_taken_for_names_elsewhere(german):
    assert said("scan") == "Aufnahme"
    assert said_elsewhere("scan") == "scan"
    assert "scan" in said_elsewhere("the same image as scan").split()


def test_in_english_a_card_reads_as_it_is_written():
    card = load_bundle().card
    squeezed = [" ".join(text.split()) for text in (card, card_said(card))]
    assert squeezed[0] == squeezed[1]


def _texts(tree):
    """Return all keys and texts of nested figures: splits, networks, sources."""
    if isinstance(tree, dict):
        yield from tree
        tree = [*tree.values()]
    if isinstance(tree, str):
        yield tree
    for value in tree if isinstance(tree, list) else ():
        yield from _texts(value)
