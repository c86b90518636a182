"""The languages of the window: what is in the code is in the files, and the files say the same thing."""

import ast
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt

from physnet_viewer import core_words, theme
from physnet_viewer.actions import COMMANDS
from physnet_viewer.languages import LANGUAGES, SOURCE
from physnet_viewer.settings import Settings
from physnet_viewer.translation import tr, use_language
from physnet_viewer.views.inputs import NumberBox

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "resources" / "translations"
TOOL = REPOSITORY / "tools" / "translate.py"
TARGETS = [name for name in LANGUAGES if name != SOURCE]
FIELD = re.compile(r"\{[^{}]*\}")


@pytest.fixture(params=TARGETS)
def language(request):
    use_language(request.param)
    yield request.param
    use_language(SOURCE)


def messages(language):
    """Return (source, note, forms) of a file."""
    found = []
    for item in ElementTree.parse(FOLDER / f"physnet_{language}.ts").iter("message"):
        translation = item.find("translation")
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        found.append((item.findtext("source"), item.findtext("comment") or "", forms, translation.get("type")))
    return found


def calls():
    """Return (file, call, whether it stands in an f-string) for every text that is marked in the code."""
    for file in sorted((REPOSITORY / "physnet_viewer").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        hidden = {id(part) for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for part in ast.walk(text)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "later"):
                yield file, node, id(node) in hidden


def constant(call, place):
    argument = call.args[place] if len(call.args) > place else None
    return argument.value if isinstance(argument, ast.Constant) else None


def test_every_text_can_be_found_by_qt():
    for file, call, hidden in calls():
        place = f"{file.name}:{call.lineno}"
        assert not isinstance(call.args[0], ast.JoinedStr | ast.BinOp), f"{place}: use str.format"
        assert not (hidden and constant(call, 0)), f"{place}: lupdate does not look into f-strings"


def test_texts_of_the_code_are_those_of_the_file():
    in_code = {(constant(call, 0), constant(call, 1) or "") for _, call, _ in calls() if constant(call, 0)}
    for language in TARGETS:
        in_file = {(source, note) for source, note, _, _ in messages(language)}
        assert in_code - in_file == set(), "run tools/translate.py"
        assert in_file - in_code == set(), "run tools/translate.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_translate(language):
    assert [source for source, _, forms, kind in messages(language) if kind or not all(forms)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_put_in_is_the_same(language):
    for source, _, forms, _ in messages(language):
        for form in forms:
            assert sorted(FIELD.findall(form)) == sorted(FIELD.findall(source)), form
            assert ("%n" in form) == ("%n" in source), form
            assert source[:1] != " " or form[:1] == " ", form  # a unit behind a number, say
            assert (form[-1:] in " \n") == (source[-1:] in " \n"), form


def test_the_shipped_files_are_those_that_the_tools_make(tmp_path):
    folder = tmp_path / "translations"
    shutil.copytree(FOLDER, folder)
    for compiled in folder.glob("*.qm"):
        compiled.unlink()
    subprocess.run([sys.executable, TOOL, "--folder", folder], check=True, capture_output=True)
    for made in folder.iterdir():
        assert made.read_bytes() == (FOLDER / made.name).read_bytes(), f"run tools/translate.py: {made.name} is old"
    assert {file.name for file in folder.iterdir()} == {file.name for file in FOLDER.iterdir()}


def test_the_words_of_the_core_are_the_core_s():
    """A sentence that the core no longer says, or says otherwise, would never be found."""
    spoken = set()
    for file in (REPOSITORY / "physnet_core").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                spoken.add(FIELD.sub("{}", node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
                spoken.add("".join(parts))
    composed = {*core_words.PLANES, *core_words.FAULTS, *core_words.PUT_TOGETHER}
    for source in core_words.ALL:
        if source not in composed:
            assert FIELD.sub("{}", source) in spoken, source


def test_a_sentence_of_the_core_keeps_what_was_put_in(language):
    text = "the header of a: b.dcm cannot be read: it holds no image"
    said = core_words.said(text)
    assert said != text
    assert "a: b.dcm" in said
    assert tr("it holds no image") in said


def test_an_unknown_sentence_stays_as_it_is(language):
    assert core_words.said("Something that nobody lists.") == "Something that nobody lists."


def test_plurals_follow_the_language():
    assert [tr("%n slice(s)", "", count) for count in (0, 1, 2)] == ["0 slices", "1 slice", "2 slices"]


def test_no_two_commands_of_a_menu_have_one_mnemonic(language):
    menus = {command.menu for command in COMMANDS}
    assert clashes(tr(menu) for menu in menus) == set()
    for menu in menus:
        own = [command.title for command in COMMANDS if command.menu == menu]
        beside = {"&File": [tr("Open &recent")], "&View": [tr("&Language")]}.get(menu, [])
        assert clashes(chain(own, beside)) == set(), menu


def test_a_chosen_language_is_kept_for_the_next_start(make_stage):
    stage = make_stage()
    stage.wait(lambda state: state.model == "failed")
    menu = stage.window.languages
    assert {action.text(): action.isChecked() for action in menu.actions()} == {
        "As the system": True,
        "English": False,
        "Deutsch": False,
    }
    next(action for action in menu.actions() if action.text() == "Deutsch").trigger()
    assert "started again" in stage.window.message_bar.text
    assert make_stage().settings.language == "de"
    stage.idle()


@pytest.mark.parametrize("stored", ["xx", ["de"], 3])
def test_a_damaged_choice_is_that_of_the_system(tmp_path, stored):
    settings = Settings(tmp_path / "s.ini")
    settings._store.setValue("language", stored)
    assert settings.language == "system"


@pytest.mark.parametrize(("asked", "spoken"), [("de_AT", "de"), ("fr:de", "de"), ("fr", "en"), ("C", "en")])
def test_the_language_of_the_system_is_spoken_where_it_is_known(asked, spoken):
    code = "from physnet_viewer.translation import language_of_system as of; print(of())"
    environment = {**os.environ, "LANGUAGE": asked, "LC_ALL": "C.UTF-8" if asked == "C" else "en_US.UTF-8"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == spoken


def test_numbers_have_a_point_in_every_language(qtbot, language):
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    box = NumberBox()
    qtbot.addWidget(box)
    QLocale.setDefault(before)
    box.setDecimals(2)
    box.setValue(2.5)
    assert box.text() == "2.5"
    box.selectAll()
    qtbot.keyClicks(box, "3,5")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == 3.5


def clashes(titles):
    letters = [found[1].lower() for title in titles if (found := re.search(r"&(\w)", title))]
    return {letter for letter in letters if letters.count(letter) > 1}


def test_the_letters_of_the_classes_differ(language):
    assert len({theme.class_letter(label) for label in theme.CLASS_LABELS}) == 4
