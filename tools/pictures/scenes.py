"""Every state of the window, one after the other, each as a user comes to it."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QMenu

from physnet_core.export.content import Content, Options
from physnet_core.export.report import report_page
from physnet_core.imaging.measure import Annotation
from physnet_viewer import dialogs
from physnet_viewer.session import Parameters, ViewState
from physnet_viewer.view_parts import Offer
from physnet_viewer.views.tour import Tour
from pictures import props
from pictures.studio import Studio

Scene = Callable[[Studio], None]


def start(studio: Studio) -> None:
    """Take what a first start shows, and the tour."""
    studio.shoot("empty")
    tour = studio.window.show_tour()
    studio.shoot("tour-first")
    tour.end()
    question = "PhysNet Viewer ended unexpectedly. Go on with demo, slice 22, D 0.12 cell²/step, ρ 0.3 /step?"
    studio.session.update(offer=Offer(text=question, session=True, report=True))
    studio.shoot("offer")
    studio.controller.dismiss()


def loading(studio: Studio) -> None:
    """Take a scan while the network is still being loaded, and while it works."""
    if studio.wants("loading-network"):
        studio.window.open_demo()
        studio.wait(lambda state: state.current_slice is not None)
        studio.shoot("loading-network")
    studio.wait(lambda state: state.model != "loading")
    if studio.wants("loading-slices"):
        studio.window.open_path(props.long_series(studio.scratch / "long", times=8))
        studio.wait(lambda state: sum(item is not None for item in state.predictions) >= 2)
        studio.shoot("loading-slices")
    studio.controller.cancel()


def result(studio: Studio) -> None:
    """Take the demo scan with its result, and what can be looked at beside it."""
    _open_demo(studio)
    studio.shoot("demo")
    tour = studio.window.show_tour()
    assert isinstance(tour, Tour)
    for _ in range(4):
        tour._go(1)
    studio.shoot("tour-growth")
    tour.end()
    studio.controller.explain(True)
    studio.wait(lambda state: state.current_explanation is not None)
    studio.shoot("why")
    studio.controller.explain(False)
    _measure(studio)
    studio.shoot("measured")
    studio.controller.measuring.delete_all()
    studio.do("planes")
    studio.settle()
    studio.shoot("planes")
    studio.do("single")


def growth(studio: Studio) -> None:
    """Take learned beside tweaked, scenarios, the difference, other grids."""
    _open_demo(studio)
    _tweak(studio, 3.0, 1.4)
    studio.do("side_by_side")
    studio.shoot("growth-comparison")
    studio.do("pin")
    _tweak(studio, 0.5, 0.8)
    studio.do("pin")
    _tweak(studio, 5.0, 1.6)
    studio.controller.scenarios.compare(studio.state.own_scenarios[0].key)
    studio.shoot("growth-scenarios")
    _scroll_results(studio, 1.0)
    studio.shoot("growth-scrolled")
    _scroll_results(studio, 0.0)
    studio.do("difference")
    studio.shoot("growth-difference")
    studio.do("single")
    studio.shoot("growth-difference-single")
    studio.do("difference")
    while studio.controller.undo_stack.canUndo():
        studio.controller.undo()
    studio.settle()
    studio.controller.set_dimensions("3d")
    studio.settle()
    studio.shoot("growth-3d")
    studio.controller.set_dimensions("2d")
    studio.controller.set_grid("image")
    studio.settle()
    studio.shoot("growth-image-grid")
    studio.controller.set_grid("latent")
    studio.controller.reset_parameters()
    studio.settle()


def restored(studio: Studio) -> None:
    """Take a session that comes back with its scenarios, and the row of one before it has grown again."""
    if not studio.wants("session"):
        return
    _open_demo(studio)
    _tweak(studio, 3.0, 1.4)
    studio.do("pin")
    studio.controller.set_dimensions("3d")
    studio.settle()
    studio.do("pin")
    studio.controller.set_dimensions("2d")
    file = studio.scratch / "board.physnet.json"
    studio.controller.save_session(file)
    studio.window.open_path(props.page_of_text(studio.scratch / "letter.png"))
    studio.settle()
    studio.window.open_path(file)
    studio.wait(lambda state: state.own_scenarios and state.own_scenarios[0].growth is not None)
    _scroll_results(studio, 1.0)
    studio.shoot("session-growing")
    studio.settle()
    _scroll_results(studio, 1.0)
    studio.shoot("session-restored")
    _scroll_results(studio, 0.0)
    studio.controller.undo_stack.clear()
    studio.controller.dismiss()


def no_answer(studio: Studio) -> None:
    """Take slices about which the network does not commit itself, and folders with nothing to see."""
    _open_demo(studio)
    unsure = next(index for index, found in enumerate(studio.state.predictions) if found and found.uncertain)
    studio.controller.show_slice(unsure)
    studio.settle()
    studio.shoot("uncertain")
    studio.window.open_path(props.page_of_text(studio.scratch / "letter.png"))
    studio.settle()
    studio.shoot("not-a-brain")
    studio.window.open_path(props.junk_only(studio.scratch / "letters"))
    studio.settle()
    studio.shoot("nothing-readable")
    studio.window.open_path(props.junk_folder(studio.scratch / "junk"))
    studio.settle()
    studio.shoot("junk")
    studio.shoot_modal("junk-list", lambda: dialogs.show_skipped(studio.window, studio.state))


def asking(studio: Studio) -> None:
    """Take the dialogs, over the demo scan."""
    _open_demo(studio)
    _tweak(studio, 3.0, 1.4)
    window = studio.window
    studio.shoot_modal("export", lambda: dialogs.choose_export(window, studio.state, studio.settings))
    for command in ("shortcuts", "change_keys", "about", "card"):
        studio.shoot_modal(command.replace("_", "-"), lambda command=command: studio.do(command))
    for command in ("levels", "header", "log"):
        studio.do(command)
        studio.pause(1000)
        studio.shoot(command)
        studio.close_dialogs()
    try:
        raise RuntimeError("made up, to see the report")
    except RuntimeError as error:
        studio.care._on_unexpected("Something unexpected happened. The rest goes on working.", repr(error))
    studio.pause()
    studio.shoot("error-report")
    studio.close_dialogs()
    studio.controller.dismiss()
    _fit(studio)


def menus(studio: Studio) -> None:
    """Take some menus as they hang open."""
    _open_demo(studio)
    for number, action in enumerate(studio.window.menuBar().actions()):
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.popup(studio.window.mapToGlobal(studio.window.menuBar().geometry().bottomLeft()))
        studio.shoot(f"menu-{number}")
        menu.close()


def comparing(studio: Studio) -> None:
    """Take two scans beside one another."""
    if not studio.wants("compare"):
        return
    _open_demo(studio)
    window = studio.window.files.compare_with(props.DEMO)
    studio.pause(1000)
    studio.settle()
    studio.pause(4000)
    studio.shoot("compare")
    window.close()


def report(studio: Studio) -> None:
    """Take the page of the report, with one growth and with two."""
    for name, tweaked in (("report-learned", False), ("report-both", True)):
        if studio.label or not studio.wants(name):
            continue
        _open_demo(studio)
        if tweaked:
            _tweak(studio, 3.0, 1.4)
        file = studio.folder / f"{name}.png"
        options = Options(window=studio.state.window, contour=0.8, fine_contour=0.16)
        report_page(_content(studio.state), options).savefig(file, dpi=110)
        studio.taken.append(file)


SCENES: tuple[Scene, ...] = (start, loading, result, growth, restored, no_answer, asking, menus, comparing, report)


def _open_demo(studio: Studio) -> None:
    if studio.state.path != props.DEMO:
        studio.window.open_demo()
    else:
        studio.controller.reset_parameters()
    studio.wait(lambda state: state.predictions and all(state.predictions) and state.model == "ready")
    best = max(range(len(studio.state.predictions)), key=lambda index: _density(studio.state, index))
    studio.controller.show_slice(best)
    studio.settle()
    if studio.state.learned is not None:
        studio.controller.show_frame(len(studio.state.learned.frames) // 2)


def _density(state: ViewState, index: int) -> float:
    found = state.predictions[index]
    return 0.0 if found is None or found.uncertain else float(found.trajectory[0].sum())


def _tweak(studio: Studio, more_diffusion: float, more_growth: float) -> None:
    learned = studio.state.growth_prediction
    assert learned is not None
    studio.controller.set_parameters(
        Parameters(
            diffusion_number=learned.diffusion_number * more_diffusion,
            growth_number=learned.growth_number * more_growth,
        )
    )
    studio.controller.commit_parameters()
    studio.wait(lambda state: state.tweaked is not None and state.current_what_if is not None)
    studio.settle()


def _measure(studio: Studio) -> None:
    source = studio.state.current_source
    assert source is not None
    for kind, points in (
        ("ruler", ((60.0, 60.0), (110.0, 120.0))),
        ("angle", ((150.0, 60.0), (170.0, 90.0), (140.0, 120.0))),
        ("ellipse", ((70.0, 120.0), (100.0, 150.0))),
    ):
        studio.controller.measuring.keep(Annotation(kind=kind, source=source, points=points))  # type: ignore[arg-type]
    studio.pause()


def _scroll_results(studio: Studio, part: float) -> None:
    from PySide6.QtWidgets import QScrollArea

    for area in studio.window.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        bar.setValue(round(part * bar.maximum()))


def _fit(studio: Studio) -> None:
    if not studio.wants("fit-empty", "fit-result"):
        return
    dialog = dialogs.show_fit(studio.window, studio.controller, studio.state, studio.settings)
    studio.shoot("fit-empty")
    done: list[object] = []
    for signal in (studio.controller.fitting.finished, studio.controller.fitting.failed):
        signal.connect(done.append)
    for field, file in zip(dialog.findChildren(QLineEdit), props.outlines(studio.scratch / "masks"), strict=False):
        field.setText(str(file))
    dialog._fit.click()
    studio.wait(lambda _: done)
    studio.shoot("fit-result")
    dialog.close()


def _content(state: ViewState) -> Content:
    prediction, image = state.current_prediction, state.current_slice
    growths = tuple(item for item in (state.learned, state.tweaked) if item is not None)
    assert prediction is not None
    assert image is not None
    return Content(prediction=prediction, image=image, growths=growths, synthetic=True)
