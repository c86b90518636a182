"""Density frames as NIfTI, in the coordinates of the scan."""

import gzip
from typing import Any

import numpy as np
from numpy.typing import NDArray

from physnet_core.export.content import Content
from physnet_core.export.provenance import provenance_json
from physnet_core.growth.scenario import Growth
from physnet_core.imaging.volume import Affine, Slice

_COMMENT = 6  # NIfTI-1 extension code
_FLIP = np.diag((-1.0, -1.0, 1.0, 1.0))  # LPS to RAS


def density_nifti(content: Content, *, compressed: bool) -> bytes:
    """Return the frames of the first growth as a NIfTI-1 file: (columns, rows, 1, frames) float32.

    Without an affine the file says so (its codes are 0) and counts in mm if there is a pixel spacing, else in slice
    pixels. Frames are `pixdim[4]` days apart (network steps without a pixel spacing); NIfTI has no such unit, so
    it stands in `descrip`.
    """
    import nibabel as nib

    growth = content.growths[0]
    data = np.ascontiguousarray(growth.frames.transpose(2, 1, 0)[:, :, None, :])
    affine = density_affine(content.image, growth)
    known = content.image.affine is not None
    picture: Any = nib.Nifti1Image(data, affine if known else None)  # type: ignore[no-untyped-call]
    header = picture.header
    if known:
        header.set_qform(affine, code=1)  # 1: scanner coordinates
        header.set_sform(affine, code=1)
    header.set_zooms((*np.linalg.norm(affine[:3, :3], axis=0), 0.0))
    header.set_xyzt_units(xyz="mm" if growth.physical else "unknown")
    spacing = growth.times[1] - growth.times[0] if len(growth.times) > 1 else 0.0
    header["pixdim"][4] = spacing
    header["descrip"] = f"density, {spacing:.6g} {growth.time_unit} a frame, research use only".encode()[:79]
    header["cal_max"] = 1.0
    header.extensions.append(nib.nifti1.Nifti1Extension(_COMMENT, provenance_json(content).encode()))
    content_bytes: bytes = picture.to_bytes()
    return gzip.compress(content_bytes, mtime=0) if compressed else content_bytes


def density_affine(image: Slice, growth: Growth) -> Affine:
    """Return the (4, 4) matrix from (column, row, slice, 1) of the density raster to RAS mm."""
    to_lps = (image.affine if image.affine is not None else _plain_affine(image)).copy()
    if not to_lps[:3, 0].any():  # a slice without neighbors: any thickness will do, a singular matrix will not
        normal = np.cross(to_lps[:3, 2], to_lps[:3, 1])
        to_lps[:3, 0] = normal / np.linalg.norm(normal)
    from_cells: NDArray[np.float64] = np.zeros((4, 4))  # (column, row, slice, 1) of cells to (slice, row, column, 1)
    from_cells[0, 2] = 1.0
    from_cells[1, 1], from_cells[1, 3] = growth.grid.step[0], growth.grid.origin[0]
    from_cells[2, 0], from_cells[2, 3] = growth.grid.step[1], growth.grid.origin[1]
    from_cells[3, 3] = 1.0
    affine: Affine = _FLIP @ to_lps @ from_cells
    return affine


def _plain_affine(image: Slice) -> Affine:
    """Return an affine that knows sizes only: rows to the back, columns to the left, slices upward."""
    down, right = image.pixel_spacing or (1.0, 1.0)
    affine = np.zeros((4, 4))
    affine[2, 0] = affine[3, 3] = 1.0
    affine[1, 1], affine[0, 2] = down, right
    return affine
