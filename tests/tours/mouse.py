"""The tour without a keyboard."""

from checks import COMPARE, D_SLIDER, IMAGE, RHO_SLIDER, STRIP, TIME, check_gif
from guide import Guide


def by_mouse(guide: Guide) -> None:
    """Open, page, play, change, take back, compare, export, look up the keys and quit."""
    _begin(guide)
    _page(guide)
    _play(guide)
    _change(guide)
    _take_back(guide)
    _compare_and_export(guide)
    _look_up_and_quit(guide)


def _begin(guide: Guide) -> None:
    guide.say("A first start: the tour of the window, skipped")
    guide.click("Next")
    guide.expect("its second step", lambda seen: seen.find("2 of 6"))
    guide.click("Skip the tour")
    guide.expect("the tour is gone", lambda seen: not seen.find("Next"))
    guide.say("The demo scan")
    guide.click("Open demo scan")
    guide.expect("a slice with its result", lambda seen: ", Glioma" in seen.said(IMAGE))


def _page(guide: Guide) -> None:
    guide.say("The wheel pages; a click on a bar goes to its slice")
    now = guide.look().said(IMAGE)
    guide.hands.turn(guide.place(IMAGE), 4)
    guide.expect("other slices", lambda seen: seen.said(IMAGE) != now)
    guide.hands.click(guide.place(STRIP, across=22.5 / 43))
    guide.expect("the slice of the bar", lambda seen: seen.said(IMAGE).startswith(("Slice 22", "Slice 23", "Slice 24")))
    guide.expect("its result", lambda seen: ", Glioma" in seen.said(IMAGE))
    guide.say("A left drag sets the brightness, a right drag zooms, a double click fits")
    guide.hands.drag(guide.place(IMAGE), guide.place(IMAGE, across=0.6, down=0.4))
    guide.hands.drag(guide.place(IMAGE), guide.place(IMAGE, down=0.4), button=3)
    guide.rest()
    guide.hands.double_click(guide.place(IMAGE))
    guide.rest()


def _play(guide: Guide) -> None:
    guide.say("The slider of time, and the button that plays")
    guide.hands.drag(guide.place(TIME, across=0.02), guide.place(TIME, across=0.6))
    guide.expect("a later frame", lambda seen: (seen.value(TIME) or 0) >= 3)
    there = guide.look().value(TIME)
    guide.click("Play")
    guide.expect("it plays", lambda seen: seen.value(TIME) != there)
    guide.click("Pause")
    guide.expect("it rests", lambda seen: seen.find("Play"))


def _change(guide: Guide) -> None:
    guide.say("The sliders of D and ρ")
    for name, end in ((D_SLIDER, 0.7), (RHO_SLIDER, 0.8)):
        before = guide.settled(name)
        low, high = guide.look().find(name)["range"]
        guide.hands.drag(guide.place(name, across=(before - low) / (high - low)), guide.place(name, across=end))
        guide.expect(f"a larger {name}", lambda seen, name=name, before=before: (seen.value(name) or 0) > before)
    guide.rest()


def _take_back(guide: Guide) -> None:
    guide.say("Undo and redo")
    changed = guide.settled(RHO_SLIDER)
    guide.click("Undo")
    guide.expect("ρ as before", lambda seen: seen.value(RHO_SLIDER) < changed)
    guide.rest()
    guide.click("Redo")
    guide.expect("ρ again", lambda seen: seen.value(RHO_SLIDER) == changed)


def _compare_and_export(guide: Guide) -> None:
    guide.say("Learned and tweaked side by side")
    guide.click(COMPARE, kind="QToolButton")
    guide.expect("two images", lambda seen: seen.value(COMPARE, "QToolButton") is True)
    guide.rest()
    guide.say("Export a GIF of both")
    guide.click("Export", kind="QToolButton")
    seen = guide.expect("the dialog", lambda seen: seen.active == "Export")
    guide.rest()
    guide.click("Export", kind="QPushButton")
    check_gif(guide, guide.home / str(seen.value("File", "QLineEdit")).rsplit("/", 1)[-1])


def _look_up_and_quit(guide: Guide) -> None:
    guide.say("The keys, in the menu Help")
    guide.click("Help", kind="menu")
    guide.click("Keys", kind="item")
    guide.expect("the keys", lambda seen: seen.active == "Keys and mouse")
    guide.rest(1)
    guide.click("Close", kind="QPushButton")
    guide.expect("the window", lambda seen: seen.active.endswith("PhysNet Viewer"))
    guide.say("Quit, in the menu File")
    guide.click("File", kind="menu")
    guide.click("Quit", kind="item")
