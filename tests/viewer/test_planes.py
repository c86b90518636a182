"""Three planes: cut where the cross-hair is, moved by mouse and keys, refused in words where there is no geometry."""

from dataclasses import replace

import numpy as np
import pytest
from made_scans import write_series
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from waiting import all_read, settled

from physnet_viewer.session import Parameters
from physnet_viewer.views.pane_content import UNKNOWN_GEOMETRY
from physnet_viewer.views.pane_items import LEARNED_INK, TWEAKED_INK
from physnet_viewer.views.plane_overlay import GROWING, NO_NETWORK, NOT_YET, ON_IMAGE_GRID, ONE_SLICE

SLICES, ROWS, COLUMNS = 6, 72, 64


@pytest.fixture
def three(make_stage, scan, tmp_path):
    """A window that shows three planes of a series."""
    stage = make_stage()
    stage.window.activateWindow()
    stage.window.open_path(scan / "one")
    stage.wait(all_read)
    stage.window.actions_by_name["planes"].trigger()
    cut_at(stage, stage.state.cross_place)
    stage.wait(lambda state: state.model != "loading")  # a bar then says so, and moves the panes
    for pane in (stage.window.image_view.panes[0], *stage.window.image_view.planes.panes):
        settled(pane)
    return stage


def cut_at(stage, cross):
    def there(state):
        made = state.planes
        if made is None or made.missing or state.cross_place != cross:
            return False
        numbers = [view.of_voxel((0, *cross))[0] for view in made.views]
        return [image.index for image in made.images] == numbers

    stage.wait(there)
    return stage


def volume(state):
    return np.stack([image.pixels for image in state.slices])


def on_screen(pane, row, column):
    down, right = pane.content.image.pixel_spacing
    return pane.mapFromScene(pane.box.mapViewToScene(QPointF(column * right, row * down)))


def test_the_planes_are_those_of_the_volume_under_the_cross(three):
    state = three.state
    row, column = state.cross_place
    coronal, sagittal = state.planes.images
    np.testing.assert_array_equal(coronal.pixels, volume(state)[::-1, row, :])
    np.testing.assert_array_equal(sagittal.pixels, volume(state)[::-1, :, column])
    panes = three.window.image_view.planes.panes
    assert [pane.isVisible() for pane in panes] == [True, True]
    assert [pane.content.words.top_left[0] for pane in panes] == ["Coronal 37 / 72", "Sagittal 33 / 64"]
    assert panes[0].content.words.edges == ("R", "L", "S", "I")
    assert panes[1].content.words.edges == ("A", "P", "S", "I")


def test_the_main_pane_is_the_slice_and_carries_the_overlay(three):
    main, *others = three.window.image_view.panes[0], *three.window.image_view.planes.panes
    assert main.content.image is three.state.current_slice
    assert main.content.words.top_left[0] == "Axial 4 / 6"
    assert all(pane.content.growth is None for pane in others)
    assert not three.window.image_view.panes[1].isVisible()


def test_the_aspect_of_every_plane_is_true(three):
    for pane, spacing in zip(three.window.image_view.planes.panes, ((4.0, 2.5), (4.0, 2.0)), strict=True):
        one, other, below = on_screen(pane, 0, 0), on_screen(pane, 0, 40), on_screen(pane, 5, 0)
        across, down = (other.x() - one.x()) / (40 * spacing[1]), (below.y() - one.y()) / (5 * spacing[0])
        assert down == pytest.approx(across, rel=0.1)


def test_a_click_in_a_plane_goes_there(three):
    pane = three.window.image_view.planes.panes[0]
    QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=on_screen(pane, 1, 20))
    cut_at(three, (36, 20))
    assert three.state.slice_index == SLICES - 2  # counted from below, drawn from above


def test_dragging_a_line_moves_it_and_changes_no_brightness(three):
    pane = three.window.image_view.panes[0]
    window = three.state.window
    row, column = three.state.cross_place
    start, end = on_screen(pane, 10, column), on_screen(pane, 10, 12)
    viewport = pane.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(viewport, start + QPoint(round((end.x() - start.x()) * share), 30))
        QTest.qWait(20)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end + QPoint(0, 30))
    cut_at(three, (row, 12))
    assert three.state.window == window


def test_a_drag_away_from_the_lines_still_changes_brightness(three):
    pane = three.window.image_view.planes.panes[1]
    before, cross = three.state.window, three.state.cross
    start = on_screen(pane, 1, 8)
    QTest.mousePress(pane.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (15, 30, 45):
        QTest.mouseMove(pane.viewport(), start + QPoint(step, 0))
        QTest.qWait(20)
    QTest.mouseRelease(pane.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(45, 0))
    assert three.state.window.width > before.width
    assert three.state.cross == cross


def test_the_wheel_pages_the_pane_under_it(three):
    panes = three.window.image_view.planes.panes
    panes[0].box.slicesStepped.emit(3)
    cut_at(three, (39, 32))
    panes[1].box.slicesStepped.emit(-100)
    cut_at(three, (39, 0))
    assert three.state.slice_index == 3


def test_keys_move_the_cross(three):
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Left):
        QTest.keyClick(three.window.image_view, key, Qt.KeyboardModifier.AltModifier)
    cut_at(three, (34, 31))


def shown_parts(stage):
    view = stage.window.image_view
    return [pane.box.viewRect() for pane in (view.panes[0], *view.planes.panes)]


def test_keys_zoom_every_plane(three):
    before = shown_parts(three)
    QTest.keyClick(three.window.image_view, Qt.Key.Key_Plus)
    for old, new in zip(before, shown_parts(three), strict=True):
        assert new.width() == pytest.approx(old.width() / 1.25)
        assert new.center().x() == pytest.approx(old.center().x())


@pytest.mark.parametrize(
    ("key", "across", "down"),
    [
        (Qt.Key.Key_Up, 0, -1),
        (Qt.Key.Key_Down, 0, 1),
        (Qt.Key.Key_Left, -1, 0),
        (Qt.Key.Key_Right, 1, 0),
    ],
)
def test_keys_move_every_image_as_a_drag_does(three, key, across, down):
    before = shown_parts(three)
    slices = three.state.slice_index, three.state.cross_place
    QTest.keyClick(
        three.window.image_view, key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    for old, new in zip(before, shown_parts(three), strict=True):
        assert new.size() == old.size()
        assert new.left() == pytest.approx(old.left() - 0.1 * across * old.width())
        assert new.top() == pytest.approx(old.top() - 0.1 * down * old.height())
    assert (three.state.slice_index, three.state.cross_place) == slices


def test_a_key_shows_each_plane_alone_and_then_all(three):
    view, action = three.window.image_view, three.window.actions_by_name["alone"]
    every = (view.panes[0], *view.planes.panes)
    for number in (0, 1, 2, None):
        QTest.keyClick(view, Qt.Key.Key_Z)
        assert [pane.isVisible() for pane in every] == [number in (None, place) for place in range(3)]
    QTest.keyClick(view, Qt.Key.Key_Z)
    before = shown_parts(three)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    after = shown_parts(three)
    assert [new.width() < old.width() for old, new in zip(before, after, strict=True)] == [True, False, False]
    three.window.actions_by_name["single"].trigger()
    assert not action.isEnabled()


def test_another_series_begins_in_its_middle_with_its_own_planes(three, tmp_path):
    three.controller.planes.place((1, 5, 5))
    cut_at(three, (5, 5))
    write_series(tmp_path / "other", slices=4, rows=40, columns=50, description="other", seed=5)
    three.window.open_path(tmp_path / "other")
    three.wait(all_read)
    cut_at(three, (20, 25))
    assert three.state.planes.images[0].pixels.shape == (4, 50)


def test_a_double_click_shows_one_plane_alone_and_all_again(three):
    view = three.window.image_view
    every = (view.panes[0], *view.planes.panes)
    every[2].box.doubleClicked.emit()
    assert [pane.isVisible() for pane in every] == [False, False, True]
    every[2].box.doubleClicked.emit()
    assert [pane.isVisible() for pane in every] == [True, True, True]
    every[0].box.doubleClicked.emit()
    assert [pane.isVisible() for pane in every] == [True, False, False]


def test_layouts_exclude_each_other_and_planes_are_let_go(three):
    actions = three.window.actions_by_name
    actions["side_by_side"].trigger()
    assert [actions[name].isChecked() for name in ("single", "side_by_side", "planes")] == [False, True, False]
    assert three.state.planes is None
    actions["single"].trigger()
    actions["single"].trigger()
    assert [actions[name].isChecked() for name in ("single", "side_by_side", "planes")] == [True, False, False]


def test_a_picture_has_one_plane_and_says_why(three, tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(3):
        Image.fromarray(np.full((30, 40), 60 * number, np.uint8)).save(folder / f"{number}.png")
    three.window.open_path(folder)
    three.wait(all_read)
    action = three.window.actions_by_name["planes"]
    assert not action.isEnabled()
    assert "does not say" in action.toolTip()
    view = three.window.image_view
    assert not view.planes.isVisible()
    words = view.panes[0].content.words
    assert action.toolTip() == f"Three planes (P)\n{words.bottom_left[0]}"
    assert UNKNOWN_GEOMETRY in words.bottom_left
    assert view.panes[0].content.cross is None


@pytest.fixture
def grown(make_stage, bundle, scan):
    """Three planes of a series that is predicted."""
    stage = make_stage(weights=bundle)
    stage.open(scan / "one")
    stage.window.actions_by_name["planes"].trigger()
    cut_at(stage, stage.state.cross_place)
    stage.wait(lambda state: all(found is not None and found.known == SLICES for found in state.planes.slicewise))
    return stage


def others(stage):
    return stage.window.image_view.planes.panes


def test_planes_carry_what_is_known_of_each_slice(grown):
    row, column = grown.state.cross_place
    grown.controller.show_frame(3)
    for pane, line in zip(others(grown), ((row, None), (None, column)), strict=True):
        growth = pane.content.growth
        for index, prediction in enumerate(grown.state.predictions):
            place = line[0] if line[0] is not None else 30, line[1] if line[1] is not None else 30
            cell = tuple(int(np.floor(part + 0.5)) for part in prediction.grid.to_cells(*place))
            across = growth.grid.to_cells(SLICES - 1 - index, place[1] if line[0] is not None else place[0])
            shown = growth.frames[3][round(across[0]), int(np.floor(across[1] + 0.5))]
            assert shown == prediction.trajectory[(3, *cell)]
        assert pane.content.frame == 3
        assert pane.content.words.badge == "slice by slice"
        assert pane.content.words.top_right == ("Learned",)


def test_planes_follow_overlay_and_smoothing(grown):
    first = others(grown)[0]
    cells = first.content.growth
    grown.controller.set_overlay(replace(grown.state.overlay, smooth=True, opacity=0.3, colormap="cividis"))
    assert first.content.growth is first.content.between
    assert first.content.growth is not cells
    assert first.content.overlay == grown.state.overlay
    assert "interpolated" in first.content.words.badge
    grown.window.actions_by_name["overlay"].trigger()
    assert (first.content.growth, first.content.words.badge) == (None, "")


def test_the_reason_for_no_density_is_said_and_hovered(three, grown):
    for stage, badge, said in ((three, NOT_YET, NO_NETWORK), (grown, ONE_SLICE, ON_IMAGE_GRID)):
        stage.controller.set_grid("image")
        if stage is three:
            stage.controller.set_grid("latent")
        stage.wait(lambda state: state.model != "loading" and not state.tasks)
        for pane in others(stage):
            assert pane.content.growth is None
            assert pane.content.words.badge == badge
            assert pane.box.toolTip() == said


def test_planes_cut_the_volume_that_is_grown_in_space(grown):
    grown.controller.set_dimensions("3d")
    assert all(pane.content.words.badge == GROWING for pane in others(grown))
    state = grown.wait(
        lambda state: state.volume is not None and state.planes.slicewise == (None, None) and not state.tasks
    )  # the planes are cut anew for 3-D, before or after it has grown
    volume, (row, column) = state.volume.volume, state.cross_place
    cells = [int(np.floor(part + 0.5)) for part in volume.grid.to_cells(row, column)]
    coronal, sagittal = others(grown)
    np.testing.assert_array_equal(coronal.content.growth.frames, volume.frames[:, ::-1, cells[0], :])
    np.testing.assert_array_equal(sagittal.content.growth.frames, volume.frames[:, ::-1, :, cells[1]])
    before = coronal.content.growth
    grown.controller.show_frame(5)
    assert coronal.content.growth is before
    assert coronal.content.words.badge == "3-D"
    own = state.growth_prediction
    grown.controller.set_parameters(
        Parameters(diffusion_number=own.diffusion_number * 2, growth_number=own.growth_number * 2)
    )
    grown.wait(lambda state: state.tweaked_volume is not None and not state.tasks)
    assert coronal.content.ink == TWEAKED_INK
    assert coronal.content.compared is before
    np.testing.assert_array_equal(
        sagittal.content.growth.frames, grown.state.tweaked_volume.volume.frames[:, ::-1, :, cells[1]]
    )
    view = grown.window.image_view
    QTest.keyPress(view, Qt.Key.Key_B)
    assert coronal.content.growth is before
    QTest.keyRelease(view, Qt.Key.Key_B)
    grown.controller.scenarios.set_difference(True)
    assert coronal.content.minus
    assert coronal.content.words.top_right == ("Tweaked minus Learned",)


def test_a_tweak_of_the_slice_is_not_said_of_the_planes(grown):
    grown.controller.set_parameters(Parameters(diffusion_number=0.4, growth_number=1.0))
    grown.wait(lambda state: state.tweaked is not None)
    assert grown.window.image_view.panes[0].content.words.top_right[0] == "Tweaked"
    for pane in others(grown):
        assert pane.content.words.top_right == ("Learned", "not the tweak")
        assert pane.content.ink == LEARNED_INK
        assert "those of the slice on screen alone" in pane.box.toolTip()
    grown.controller.reset_parameters()
    assert [pane.content.words.top_right for pane in others(grown)] == [("Learned",), ("Learned",)]


def test_density_has_true_aspect_too(grown):
    for pane, spacing in zip(others(grown), ((4.0, 2.5), (4.0, 2.0)), strict=True):
        top, left, height, width = pane.content.growth.grid.extent
        drawn = pane._density.mapRectToParent(pane._density.boundingRect())
        assert (drawn.width(), drawn.height()) == pytest.approx((width * spacing[1], height * spacing[0]))
        assert (drawn.left(), drawn.top()) == pytest.approx((left * spacing[1], top * spacing[0]))


def test_left_planes_hold_on_to_nothing(grown):
    grown.window.actions_by_name["single"].trigger()
    assert all(pane.content.growth is None and pane.content.image is None for pane in others(grown))
