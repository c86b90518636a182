"""A growing volume as 4-D NIfTI, in the coordinates of the scan."""

import gzip
import json
from typing import Any

import numpy as np

from physnet_core import __version__
from physnet_core.export.provenance import PRODUCT
from physnet_core.export.wording import RESEARCH_USE
from physnet_core.growth.volume import VolumeGrowth
from physnet_core.imaging.volume import Affine
from physnet_core.network.prediction import ModelIdentity

_COMMENT = 6  # NIfTI-1 extension code
_FLIP = np.diag((-1.0, -1.0, 1.0, 1.0))  # LPS to RAS


def volume_provenance(growth: VolumeGrowth, model: ModelIdentity, *, synthetic: bool) -> dict[str, Any]:
    """Return what is written into the file about its origin; nothing of the patient. JSON-ready."""
    return {
        "product": PRODUCT,
        "version": __version__,
        "notice": RESEARCH_USE,
        "synthetic": synthetic,
        "model": {"name": model.name, "version": model.version, "sha256": model.sha256},
        "diffusion_mm2_per_day": growth.scenario.diffusion,
        "proliferation_per_day": growth.scenario.proliferation,
        "white_to_grey": growth.scenario.white_to_grey,
        "domain": growth.note,
        "days": growth.days.tolist(),
        "volume_ml": np.round(growth.volume_ml, 4).tolist(),
    }


def volume_nifti(growth: VolumeGrowth, provenance: dict[str, Any], *, compressed: bool) -> bytes:
    """Return the frames as a NIfTI-1 file: (columns, rows, slices, frames) float32.

    Frames are `pixdim[4]` days apart; NIfTI has no such unit, so it stands in `descrip`.
    """
    import nibabel as nib

    affine = volume_affine(growth)
    picture: Any = nib.Nifti1Image(np.ascontiguousarray(growth.frames.transpose(3, 2, 1, 0)), affine)  # type: ignore[no-untyped-call]
    header = picture.header
    code = 0 if growth.affine is None else 1  # 1: scanner coordinates
    header.set_qform(affine, code=code)
    header.set_sform(affine, code=code)
    header.set_xyzt_units(xyz="mm")
    step = float(growth.days[1] - growth.days[0]) if len(growth.days) > 1 else 0.0
    header["pixdim"][4] = step
    header["descrip"] = f"density, {step:.6g} days a frame, research use only".encode()[:79]
    header["cal_max"] = 1.0
    header.extensions.append(nib.nifti1.Nifti1Extension(_COMMENT, json.dumps(provenance).encode()))
    content: bytes = picture.to_bytes()
    return gzip.compress(content, mtime=0) if compressed else content


def volume_affine(growth: VolumeGrowth) -> Affine:
    """Return the (4, 4) matrix from (column, row, slice, 1) of the density's raster to RAS mm."""
    cells = np.zeros((4, 4))  # (column, row, slice, 1) of cells to (slice, row, column, 1) of the scan
    cells[0, 2] = cells[3, 3] = 1.0
    cells[1, 1], cells[1, 3] = growth.grid.step[0], growth.grid.origin[0]
    cells[2, 0], cells[2, 3] = growth.grid.step[1], growth.grid.origin[1]
    affine: Affine = _FLIP @ (growth.affine if growth.affine is not None else _plain_affine(growth)) @ cells
    return affine


def _plain_affine(growth: VolumeGrowth) -> Affine:
    """Return an affine that knows sizes only: rows to the back, columns to the left, slices upward."""
    between, down, right = growth.spacing
    affine = np.zeros((4, 4))
    affine[2, 0], affine[3, 3] = between, 1.0
    affine[1, 1], affine[0, 2] = down / growth.grid.step[0], right / growth.grid.step[1]
    return affine
