"""What is written into every exported file about where it comes from, and nothing about the patient.

Built from a fixed list of fields: there is no way for a path, a file name, a UID, a date or a description of the
scan to get in.
"""

import hashlib
import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from physnet_core import __version__
from physnet_core.export.content import Content
from physnet_core.export.wording import RESEARCH_USE, run_name
from physnet_core.growth.scenario import Growth

PRODUCT = "PhysNet Viewer"
FORMAT = 1  # counts up when readers of the record must know of a change


def provenance(content: Content) -> dict[str, Any]:
    """Return the record: product, model, result, runs, and a fingerprint of the pixels; JSON-ready."""
    prediction = content.prediction
    trusted = prediction.in_distribution and not prediction.uncertain
    return {
        "product": PRODUCT,
        "version": __version__,
        "format": FORMAT,
        "notice": RESEARCH_USE,
        "synthetic": content.synthetic,
        "model": {
            "name": prediction.model.name,
            "version": prediction.model.version,
            "sha256": prediction.model.sha256,
        },
        "result": {
            "label": prediction.label if trusted else None,
            "confidence": round(prediction.confidence, 4),
            "in_distribution": prediction.in_distribution,
        },
        "slice": content.image.index,
        "pixels_sha256": fingerprint(content.image.pixels),
        "dimensions": 3 if content.volumes else 2,
        "runs": [_run(growth, content) for growth in content.growths],
    }


def provenance_json(content: Content) -> str:
    """Return `provenance` as one line of ASCII, so that it survives every container."""
    return json.dumps(provenance(content), separators=(",", ":"))


def fingerprint(pixels: NDArray[np.floating]) -> str:
    """Return what tells a slice (R, C) from others and gives nothing of it away: part of a hash of its values."""
    return hashlib.sha256(np.ascontiguousarray(pixels).tobytes()).hexdigest()[:16]


def _run(growth: Growth, content: Content) -> dict[str, Any]:
    return {
        "parameters": run_name(growth, content.prediction),
        "source": growth.source,
        "diffusion_number": growth.diffusion_number,
        "growth_number": growth.growth_number,
        "diffusion_mm2_per_day": growth.diffusion_mm2_per_day,
        "proliferation_per_day": growth.proliferation_per_day,
        "days_per_step_assumed": growth.units.days_per_step,
        "grid": growth.grid_name,
        "white_to_grey": growth.white_to_grey,
        "cells": list(growth.grid.shape),
        "frames": len(growth.frames),
        "steps": float(growth.steps[-1]),
        "days": float(growth.days[-1]),
    }
