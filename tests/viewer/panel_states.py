"""Realistic states for the panels: real predictions and growths, made of a blob that grows."""

from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QLabel, QWidget

from physnet_core.growth.scenario import Growth
from physnet_core.imaging import Slice, Window
from physnet_core.network.explanation import Explanation, WhatIf
from physnet_core.network.grid import Grid
from physnet_core.network.prediction import ModelIdentity, Prediction
from physnet_core.physics.units import LatentUnits
from physnet_viewer.session import Parameters, ViewState

W = TypeVar("W", bound=QWidget)
LABELS = ("glioma", "meningioma", "notumor", "pituitary")
GRID = Grid(origin=(4.0, 4.0), step=(10.0, 10.0), shape=(20, 20))
SPACING = (0.9, 0.9)
STEPS = 8
DAYS_PER_STEP = 15.0


def density(growth_number: float = 0.3, diffusion_number: float = 0.15) -> np.ndarray:
    """Return (STEPS+1, 20, 20) of a round density with a front that moves at 2 sqrt(D rho)."""
    rows, columns = np.mgrid[0:20, 0:20]
    radius = np.hypot(rows - 9.0, columns - 12.0)
    speed = 2 * np.sqrt(growth_number * diffusion_number)
    frames = [1 / (1 + np.exp((radius - 2.5 - speed * step) / 0.8)) for step in range(STEPS + 1)]
    return np.stack(frames).astype(np.float32)


def prediction(probabilities: tuple[float, ...] = (0.81, 0.11, 0.05, 0.03), **changes: Any) -> Prediction:
    values: dict[str, Any] = {
        "model": ModelIdentity(name="physnet18", version="1.0", sha256="3f2a" * 16),
        "device": "CPU",
        "slice_index": 11,
        "source": "image012.dcm",
        "labels": LABELS,
        "probabilities": np.array(probabilities, dtype=np.float32),
        "uncertain": False,
        "in_distribution": True,
        "reason": None,
        "trajectory": density(),
        "grid": GRID,
        "diffusion_number": 0.15,
        "growth_number": 0.3,
        "days_per_step": DAYS_PER_STEP,
        "pixel_spacing": SPACING,
        "seconds": 0.214,
    }
    return Prediction(**(values | changes))


def growth(
    tweak: Parameters | None = None, *, spacing: tuple[float, float] | None = SPACING, days: float = 15.0
) -> Growth:
    chosen = tweak or Parameters(diffusion_number=0.15, growth_number=0.3)
    return Growth(
        frames=density(chosen.growth_number, chosen.diffusion_number),
        steps=np.arange(STEPS + 1, dtype=np.float64),
        diffusion_number=chosen.diffusion_number,
        growth_number=chosen.growth_number,
        units=LatentUnits(cell_mm=GRID.cell_mm(spacing), days_per_step=days),
        grid=GRID,
        grid_name="latent",
        latent_step=GRID.step,
        slice_index=11,
        source="learned" if tweak is None else "simulated",
    )


def state(answer: Prediction | None = None, **changes: Any) -> ViewState:
    """Return a window with slice 12 of 24 on screen, with its prediction and learned growth."""
    answer = prediction() if answer is None else answer
    image = Slice(index=11, pixels=np.zeros((200, 200), np.float32), pixel_spacing=answer.pixel_spacing)
    base = ViewState(
        series_uid="1.2.3",
        slice_index=11,
        slices=tuple(replace(image, index=index) for index in range(24)),
        predictions=tuple(answer if index == 11 else None for index in range(24)),
        learned=growth(spacing=answer.pixel_spacing),
        model="ready",
        device="CPU",
    )
    return replace(base, **changes)


TWEAK = Parameters(diffusion_number=0.4, growth_number=0.5)


def tweaked_state(**changes: Any) -> ViewState:
    """Return the same window after D and rho were moved."""
    return state(tweak=TWEAK, tweaked=growth(TWEAK), **changes)


def what_if_state(probabilities: tuple[float, ...] = (0.3, 0.6, 0.06, 0.04)) -> ViewState:
    """Return the window after D and rho were moved, with what the network would say then."""
    base = tweaked_state()
    answer = WhatIf(
        prediction=base.current_prediction,
        diffusion_number=TWEAK.diffusion_number,
        growth_number=TWEAK.growth_number,
        probabilities=np.array(probabilities, dtype=np.float32),
    )
    return replace(base, what_if=answer)


def explained_state(answer: Prediction | None = None) -> ViewState:
    """Return the window with the reasons for the class."""
    base = state(answer, explaining=True, window=Window(center=0.5, width=1.0))
    activation = np.linspace(0, 1, 400, dtype=np.float32).reshape(20, 20)
    return replace(base, explanation=Explanation(prediction=base.current_prediction, activation=activation))


def named(parent: QWidget, kind: type[W], name: str) -> W:
    """Return the one child of a kind with an accessible name."""
    found = [child for child in parent.findChildren(kind) if child.accessibleName() == name]
    assert len(found) == 1, [child.accessibleName() for child in parent.findChildren(kind)]
    return found[0]


def texts(parent: QWidget) -> list[str]:
    """Return what all labels say that are not hidden, with usual spaces."""
    shown = [label for label in parent.findChildren(QLabel) if label.isVisibleTo(parent) and label.text()]
    return [label.text().replace("\u00a0", " ").replace("\u2060", "") for label in shown]


def emitted(signal: SignalInstance) -> list[Any]:
    """Return a list that grows with each emission of a signal."""
    log: list[Any] = []
    signal.connect(lambda *values: log.append(values[0] if len(values) == 1 else values))
    return log
