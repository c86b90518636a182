"""What survives a restart, and what damage does to it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from physnet_viewer.session import Overlay, Playback, ViewState
from physnet_viewer.settings import RECENTS, Settings


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings.ini"


def test_a_look_comes_back(file):
    overlay = Overlay(
        visible=False, opacity=0.25, colormap="cividis", threshold=0.1, contour=0.8, fine_contour=0.16, smooth=True
    )
    state = ViewState(
        overlay=overlay, playback=Playback(playing=True, loop=False, frames_per_second=12.0), layout="side_by_side"
    )
    written = Settings(file)
    written.save_look(state)
    written.sync()
    look = Settings(file).look()
    assert look["overlay"] == overlay
    assert look["playback"] == Playback(playing=False, loop=False, frames_per_second=12.0)
    assert look["layout"] == "side_by_side"


def test_no_outline_comes_back_as_none(file):
    Settings(file).save_look(ViewState(overlay=Overlay(contour=None)))
    assert Settings(file).look()["overlay"].contour is None


def test_a_fresh_home_has_defaults(file):
    settings = Settings(file)
    assert settings.look() == {
        "overlay": Overlay(),
        "playback": Playback(),
        "layout": "single",
        "white_to_grey": 10.0,
    }
    assert settings.recents == ()
    assert settings.theme == "dark"
    assert settings.folder("open") == Path.home()
    assert settings.arrangement("geometry") is None


@pytest.mark.parametrize("value", ["nonsense", "-3", "1e9", "nan", ["a", "b"], ""])
def test_damage_counts_as_nothing(file, value):
    store = QSettings(str(file), QSettings.Format.IniFormat)
    for key in ("opacity", "contour", "threshold", "speed", "colormap", "visible", "loop", "layout"):
        store.setValue(f"look/{key}", value)
    for key in ("theme", "up_brightens", "folder/open", "window/geometry"):
        store.setValue(key, value)
    store.sync()
    settings = Settings(file)
    assert settings.look() == Settings(file.with_name("fresh.ini")).look()
    assert settings.theme == "dark"
    assert settings.up_brightens
    assert settings.folder("open") == Path.home()
    assert settings.arrangement("geometry") is None


def test_recent_paths_are_newest_first_once_each_and_few(file, tmp_path):
    settings = Settings(file)
    folders = [tmp_path / str(number) for number in range(RECENTS + 3)]
    for folder in folders:
        folder.mkdir()
        settings.remember(folder)
    settings.remember(folders[5])
    assert settings.recents[:2] == (folders[5], folders[-1])
    assert len(settings.recents) == RECENTS
    assert len(set(settings.recents)) == RECENTS


def test_one_recent_path_survives_the_ini_format(file, tmp_path):
    written = Settings(file)
    written.remember(tmp_path)
    written.sync()
    assert Settings(file).recents == (tmp_path,)


def test_a_path_that_is_gone_is_not_offered(file, tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    settings = Settings(file)
    settings.remember(folder)
    folder.rmdir()
    assert settings.recents == ()


def test_an_arrangement_comes_back(file):
    written = Settings(file)
    written.set_arrangement("state", QByteArray(b"docks"))
    written.sync()
    assert Settings(file).arrangement("state") == QByteArray(b"docks")
