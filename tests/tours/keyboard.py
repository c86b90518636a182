"""The tour without a mouse."""

from checks import COMPARE, D_SLIDER, IMAGE, RHO_SLIDER, TIME, check_gif, shows_slice
from guide import Guide, NoEffect


def by_keyboard(guide: Guide) -> None:
    """Open, page, play, change, take back, compare, export, save and quit."""
    _begin(guide)
    _page(guide)
    _play(guide)
    _change(guide)
    _take_back(guide)
    _compare_and_export(guide)
    _look_up_and_quit(guide)


def _begin(guide: Guide) -> None:
    guide.say("A first start: the tour of the window, left with Esc")
    guide.expect("the tour", lambda seen: seen.focus == "Next")
    guide.hands.press("Right", "Right")
    guide.expect("its third step", lambda seen: seen.find("3 of 6"))
    guide.hands.press("Escape")
    guide.expect("the tour is gone", lambda seen: not seen.find("Next"))
    guide.say("Ctrl+D opens the demo scan")
    guide.hands.press("ctrl+d")
    guide.expect("a slice with its result", lambda seen: ", Glioma" in seen.said(IMAGE))
    guide.expect("the keyboard on the image", lambda seen: seen.focus == IMAGE)


def _page(guide: Guide) -> None:
    guide.say("Up and Down page, Home and End go to the ends")
    guide.hands.press("Home")
    guide.expect("the first slice", shows_slice(1))
    guide.hands.press(*["Down"] * 6)
    guide.expect("six slices on", shows_slice(7))
    guide.hands.press("shift+Down", "Up")
    guide.expect("ten on and one back", shows_slice(16))
    guide.hands.press("End")
    guide.expect("the last slice", shows_slice(43))
    guide.hands.press(*["shift+Up"] * 2)
    guide.expect("a slice with a tumor", shows_slice(23, "Glioma"))
    guide.rest()


def _play(guide: Guide) -> None:
    guide.say("Right and Left step through the growth, Space plays it")
    guide.expect("growth", lambda seen: (seen.find(TIME) or {}).get("enabled"))
    guide.hands.press("Right", "Right", "Right", "Left")
    guide.expect("the third frame", lambda seen: seen.value(TIME) == 2)
    guide.hands.press("space")
    guide.expect("it plays", lambda seen: seen.value(TIME) not in (2, None) and seen.find("Pause"))
    guide.hands.press("space")
    guide.expect("it rests", lambda seen: seen.find("Play"))


def _change(guide: Guide) -> None:
    guide.say("Tab goes to D: the arrow keys make it larger, and ρ after it")
    _tab_to(guide, D_SLIDER)
    before = guide.settled(D_SLIDER)
    guide.hands.press(*["Right"] * 8)
    guide.expect("a larger D", lambda seen: seen.value(D_SLIDER) > before)
    _tab_to(guide, RHO_SLIDER)
    before = guide.settled(RHO_SLIDER)
    guide.hands.press(*["Right"] * 4)
    guide.expect("a larger ρ", lambda seen: seen.value(RHO_SLIDER) > before)
    guide.rest()


def _take_back(guide: Guide) -> None:
    guide.say("Ctrl+Z takes it back, Ctrl+Shift+Z does it again")
    changed = guide.settled(RHO_SLIDER)
    guide.hands.press("ctrl+z")
    guide.expect("ρ as before", lambda seen: seen.value(RHO_SLIDER) < changed)
    guide.rest()
    guide.hands.press("ctrl+shift+z", "ctrl+shift+z", "ctrl+shift+z", "ctrl+shift+z")
    guide.expect("ρ again", lambda seen: seen.value(RHO_SLIDER) == changed)


def _compare_and_export(guide: Guide) -> None:
    guide.say("L shows learned and tweaked side by side")
    guide.hands.press("l")
    guide.expect("two images", lambda seen: seen.value(COMPARE, "QToolButton") is True)
    guide.rest()
    guide.say("Ctrl+E exports a GIF of both")
    guide.hands.press("ctrl+e")
    guide.expect("the dialog", lambda seen: seen.active == "Export")
    file = guide.home / "for-the-board.gif"
    guide.hands.press("alt+i", "ctrl+a")
    guide.expect("the name has the keyboard", lambda seen: seen.focus == "File")
    guide.hands.write(str(file))
    guide.expect("the name", lambda seen: seen.value("File", "QLineEdit") == str(file))
    guide.hands.press("Return")
    check_gif(guide, file)


def _look_up_and_quit(guide: Guide) -> None:
    guide.say("F1 lists the keys, Esc closes the list")
    guide.expect("the window", lambda seen: seen.active.endswith("PhysNet Viewer"))
    guide.hands.press("F1")
    guide.expect("the keys", lambda seen: seen.active == "Keys and mouse")
    guide.rest(1)
    guide.hands.press("Escape")
    guide.expect("the window", lambda seen: seen.active.endswith("PhysNet Viewer"))
    guide.say("Ctrl+S saves the session, Ctrl+Q quits")
    guide.hands.press("ctrl+s")
    guide.expect("where to save", lambda seen: seen.active == "Save session")
    file = guide.home / "tour.physnet.json"
    guide.hands.press("ctrl+a")
    guide.hands.write(str(file))
    guide.hands.press("Return")
    guide.expect("the session", lambda seen: file.is_file())
    guide.rest()
    guide.hands.press("ctrl+q")


def _tab_to(guide: Guide, name: str, most: int = 40) -> None:
    for _ in range(most):
        before = guide.look().focus
        if before == name:
            return
        guide.hands.press("Tab")
        guide.expect("Tab goes on", lambda seen, before=before: seen.focus not in (before, ""))
    raise NoEffect(f"{name} is not reached with {most} Tabs")
