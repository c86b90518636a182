"""The languages of the window.

English sentences stand in the code, and `tr` gives them in the language of the window:

    tr("Saved {name}.").format(name=path.name)
    tr("%n file(s) skipped", "", count)

What is written where a module or class is made, before the language is known, is marked by `later` and goes through
`tr` where it is shown. Words that come from `physnet_core` are marked in `core_words`. `tools/translate.py` finds all
of them, but not within f-strings; ``resources/translations`` holds them as Qt Linguist knows it. English has a file
too, for its plurals.

Numbers have a point as decimal mark in every language: they are compared with exports and with papers.
"""

from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QKeySequence

from physnet_core.resources import resource
from physnet_viewer.languages import LANGUAGES, SOURCE, SYSTEM

_CONTEXT = ""  # the one that lupdate gives to a plain `tr`
_chosen = [SOURCE]
_of_qt: list[QTranslator] = []


def tr(source: str, note: str = "", count: int = -1) -> str:
    """Return a text in the language of the window.

    Parameters
    ----------
    source
        In English; ``%n`` stands for `count`, ``{name}`` for what `str.format` puts in.
    note
        Tells equal English texts of different meaning apart.
    """
    text = _translator(_chosen[0]).translate(_CONTEXT, source, note, count) or source
    return text if count < 0 else text.replace("%n", str(count))


def later(source: str) -> str:
    """Mark a text that is translated where it is shown."""
    return source


def key_name(key: str) -> str:
    """Return a shortcut as keyboards of the language of the window write it."""
    return key if language() == SOURCE else QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def language() -> str:
    """Return the language of the window, "en" or another of `LANGUAGES`."""
    return _chosen[0]


def language_of_system() -> str:
    """Return the language that the user asked the system for, as far as the window speaks it."""
    asked = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((name for name in asked if name in LANGUAGES), SOURCE)


def use_language(name: str, application: QCoreApplication | None = None) -> None:
    """Speak a language from now on, and with an application let Qt's own buttons and menus speak it.

    Call it before a window is made: what a window says already stays.

    Parameters
    ----------
    name
        One of `languages.CHOICES`.
    """
    _chosen[0] = language_of_system() if name == SYSTEM else name
    if application is None:
        return
    for translator in _of_qt:
        application.removeTranslator(translator)
    _of_qt.clear()
    translator, folder = QTranslator(), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language() != SOURCE and translator.load(f"qtbase_{language()}", folder):
        application.installTranslator(translator)
        _of_qt.append(translator)
    QLocale.setDefault(QLocale.system() if language() == language_of_system() else QLocale(language()))


@cache
def _translator(name: str) -> QTranslator:
    translator = QTranslator()
    translator.load(str(resource("translations", f"physnet_{name}.qm")))
    return translator
