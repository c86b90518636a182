"""What stands on an exported picture, and where."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from physnet_core.export import wording
from physnet_core.export.content import SIZES, Content, Options
from physnet_core.export.lettering import font, wrapped, write
from physnet_core.export.orientation import edge_letters, scale_bar
from physnet_core.export.panel import Panel, picture_raster
from physnet_core.export.picture import Picture
from physnet_core.growth.scenario import Growth
from physnet_core.imaging import Slice, Window
from physnet_core.network.prediction import Prediction


@pytest.fixture
def content(phantom: Slice, prediction: Prediction, growth: Growth) -> Content:
    return Content(prediction=prediction, image=phantom, growths=(growth,))


@pytest.mark.parametrize("smooth", [True, False])
def test_the_overlay_lies_on_the_tumor(phantom: Slice, growth: Growth, smooth: bool) -> None:
    raster = picture_raster(phantom, 400)
    dark = Window.from_levels(1e5, 2e5)
    panel = Panel(phantom, growth, Options(smooth=smooth, contour=None, window=dark), raster)
    assert not panel.anatomy.any()
    changed = panel.draw(0).sum(axis=-1).astype(float)
    rows, columns = np.indices(changed.shape)
    center = raster.to_pixels((rows * changed).sum() / changed.sum(), (columns * changed).sum() / changed.sum())
    assert center == pytest.approx(growth.grid.to_pixels(9, 14), abs=1.5)


def test_pictures_are_square_in_mm(phantom: Slice) -> None:
    raster = picture_raster(phantom, 512)
    assert raster.shape == (512, 500)  # 128 mm x 125 mm
    assert raster.step[0] * 0.8 == pytest.approx(raster.step[1] * 1.25, rel=1e-3)
    assert raster.extent == pytest.approx((-0.5, -0.5, 160, 100))


def test_no_density_shows_the_anatomy_untouched(phantom: Slice, growth: Growth) -> None:
    empty = replace(growth, frames=np.zeros_like(growth.frames))
    panel = Panel(phantom, empty, Options(), picture_raster(phantom, None))
    assert np.array_equal(panel.draw(3), panel.anatomy)


def test_two_outlines_are_those_of_either_one(phantom: Slice, growth: Growth) -> None:
    def drawn(**levels: float | None) -> NDArray[np.bool_]:
        options = Options(smooth=True, threshold=1.0, opacity=0.0, **levels)
        panel = Panel(phantom, growth, options, picture_raster(phantom, 400))
        changed: NDArray[np.bool_] = (panel.draw(2) != panel.anatomy).any(axis=-1)
        return changed

    core, rim = drawn(contour=0.4), drawn(contour=None, fine_contour=0.1)
    assert core.any()
    assert (rim & ~core).any()
    assert np.array_equal(drawn(contour=0.4, fine_contour=0.1), core | rim)


def test_the_window_is_the_one_asked_for(phantom: Slice, growth: Growth) -> None:
    options = Options(window=Window.from_levels(400, 800))
    panel = Panel(phantom, growth, options, picture_raster(phantom, None))
    assert panel.anatomy[0, 0, 0] == 0
    middle = panel.anatomy[panel.raster.shape[0] // 2]
    assert 20 < middle[middle.shape[0] // 3, 0] < middle[middle.shape[0] * 3 // 4, 0] < 255


@pytest.mark.parametrize("size", sorted(SIZES))
@pytest.mark.parametrize("panes", [1, 2])
def test_every_size_leaves_room_for_all_texts(content: Content, size: str, panes: int) -> None:
    shown = replace(content, growths=content.growths * panes, synthetic=True)
    picture = Picture(shown, Options(size=size))
    drawn = picture.at(8)
    height, width, _ = drawn.shape
    assert (width, height) == picture.layout.size
    assert width % 2 == height % 2 == 0
    margin = picture.layout.margin
    paper = drawn[0, 0]
    for edge in (drawn[: margin // 2], drawn[-margin // 2 :], drawn[:, : margin // 2], drawn[:, -margin // 4 :]):
        assert np.array_equal(np.unique(edge.reshape(-1, 3), axis=0), paper[None])


def test_time_moves_on_the_rail_and_in_the_header(content: Content) -> None:
    picture = Picture(content, Options())
    first, last = picture.at(0), picture.at(8)
    layout = picture.layout
    assert not np.array_equal(first[: layout.header], last[: layout.header])
    rail = slice(layout.header + layout.pane[0], layout.footer_top)
    bright = [np.flatnonzero((frame[rail] > 200).all(axis=2).any(axis=0)).max() for frame in (first, last)]
    assert bright[0] < layout.margin + 8
    assert bright[1] > layout.left(0) + layout.pane[1] - 8
    assert np.array_equal(first[layout.footer_top :], last[layout.footer_top :])


def test_before_and_after_stand_side_by_side(content: Content) -> None:
    picture = Picture(content, Options(), before_after=True)
    drawn, layout = picture.before_after(), picture.layout
    (height, width), top = layout.pane, layout.header
    inner = slice(top + height // 4, top + 3 * height // 4)
    left, right = (drawn[inner, layout.left(pane) + 20 : layout.left(pane) + width - 20] for pane in (0, 1))
    for pane, frame in ((left, 0), (right, 8)):
        whole = picture.panels[0].draw(frame)
        assert np.array_equal(pane, whole[height // 4 : 3 * height // 4, 20 : width - 20]) or _mostly(pane, whole)


def _mostly(pane: np.ndarray, whole: np.ndarray) -> bool:
    """Letters at the edges may reach in; the rest must be the panel."""
    height, width = whole.shape[:2]
    inside = whole[height // 4 : 3 * height // 4, 20 : width - 20]
    return bool((pane == inside).all(axis=2).mean() > 0.99)


def test_words_for_what_is_shown(prediction: Prediction, growth: Growth) -> None:
    assert wording.class_title(prediction) == "Glioma · 83%"
    assert wording.class_remark(prediction) is None
    assert wording.parameters(growth) == "D 0.893 mm²/day · ρ 0.0286/day"
    assert wording.assumption(growth) == "assuming 7 days per step"
    assert [wording.time(growth, frame) for frame in (0, 5, 8)] == ["Day 0", "Day 35", "Day 56"]
    assert wording.run_name(growth, prediction) == "learned"
    assert wording.run_name(replace(growth, growth_number=0.3), prediction) == "tweaked"


def test_words_without_spacing(growth: Growth) -> None:
    blind = replace(growth, units=replace(growth.units, cell_mm=None))
    assert wording.parameters(blind) == "D 0.250 cell²/step · ρ 0.200/step"
    assert wording.time(blind, 5) == "Step 5"
    assert wording.area(blind, 8).endswith("cells")


@pytest.mark.parametrize(
    ("change", "title", "remark"),
    [
        ({"uncertain": True}, "Uncertain", "no class is probable enough to be named"),
        ({"in_distribution": False, "reason": "a knee"}, "Uncertain", "a knee"),
        ({"probabilities": np.array((0.05, 0.9, 0.03, 0.02))}, "Meningioma · 90%", "latent descriptors"),
        ({"probabilities": np.array((0.05, 0.02, 0.9, 0.03))}, "No tumor · 90%", "no tumor was found"),
    ],
)
def test_a_class_never_stands_without_its_caveat(
    prediction: Prediction, change: dict[str, object], title: str, remark: str
) -> None:
    shown = replace(prediction, **change)  # type: ignore[arg-type]
    assert wording.class_title(shown) == title
    assert remark in (wording.class_remark(shown) or "")


@pytest.mark.parametrize("text", ["²", "ρ", "·", "√", "×", "≥", "|"])
def test_the_font_has_the_signs_that_we_write(text: str) -> None:
    missing, drawn = (_inked(sign) for sign in ("\U0010fffe", text))
    assert not np.array_equal(missing, drawn)
    assert drawn.any()


def _inked(text: str) -> np.ndarray:
    canvas = Image.new("RGB", (60, 60))
    write(ImageDraw.Draw(canvas), (10, 10), text, 30, (255, 255, 255))
    return np.asarray(canvas)


@pytest.mark.parametrize("room", [40, 90, 300])
def test_wrapped_lines_fit(room: int) -> None:
    lines = wrapped(["alpha beta", "gamma", "delta epsilon zeta"], 12, room)
    assert all(font(12).getlength(line) <= room or " " not in line for line in lines)
    assert " ".join(lines).replace(" · ", " ").split() == "alpha beta gamma delta epsilon zeta".split()


def test_orientation_letters(phantom: Slice) -> None:
    assert phantom.affine is not None
    assert edge_letters(phantom.affine) == ("R", "L", "A", "P")
    sagittal = np.eye(4)
    sagittal[:3, 1], sagittal[:3, 2] = (0, 0, -1), (0, 1, 0)
    assert edge_letters(sagittal) == ("A", "P", "S", "I")


def test_scale_bar_is_round_and_fits() -> None:
    assert scale_bar(0.5, 130) == (50, 100)
    assert scale_bar(2.0, 30) == (50, 25)
