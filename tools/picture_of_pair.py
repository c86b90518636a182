"""Draw one pair of scans with its outlines: the earlier one, the later one registered to it, and the fitted one.

python tools/picture_of_pair.py FOLDER OUT.png --days N [--spacing R,C,S]; FOLDER as in the growth data. To be looked
at, not to be committed.
"""

import argparse
from pathlib import Path

import matplotlib as mpl
import numpy as np

from physnet_core.cli.calibrate import add_arguments, read_pair
from physnet_core.growth.calibrate import calibrate
from physnet_core.growth.fitted_outline import fitted_outline
from physnet_core.growth.masks import mask_planes
from physnet_core.growth.outline import filled
from physnet_core.imaging import read_volume, scan_folder


def main() -> None:
    """Fit and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    add_arguments(parser)
    args = parser.parse_args()
    args.quiet = True
    files = [args.folder / f"{kind}.nii.gz" for kind in ("Pre_Mask", "Post_Mask", "Pre_Scan_T1", "Post_Scan_T1")]
    pair = read_pair(args, files[0], files[1], args.days, files[2], files[3])
    fit = calibrate(pair)
    fitted = fitted_outline(pair, fit)
    _draw(args.out, files, pair, fitted, fit)


def _draw(out, files, pair, fitted, fit):
    mpl.use("Agg")
    import matplotlib.pyplot as plt

    scan = read_volume(scan_folder(files[2]).series[0]).pixels
    whole = filled(np.stack(mask_planes(files[0])) >= 0.5)
    # The pair is cropped; its first outline says where it was cropped from.
    corner = np.argwhere(whole).min(axis=0) - np.argwhere(pair.pre).min(axis=0)
    planes = np.argsort(pair.post.sum(axis=(1, 2)))[::-1][:3]
    figure, axes = plt.subplots(1, 3, figsize=(15, 5.5), layout="constrained")
    for axis, plane in zip(axes, sorted(planes), strict=True):
        rows, columns = pair.pre.shape[1:]
        part = scan[corner[0] + plane, max(corner[1], 0) : corner[1] + rows, max(corner[2], 0) : corner[2] + columns]
        axis.imshow(part, cmap="gray", vmax=np.percentile(scan, 99.5))
        for field, level, color in (
            (pair.pre[plane], 0.5, "cyan"),
            (pair.post[plane], 0.5, "orange"),
            (fitted[plane], 0.5, "red"),
        ):
            axis.contour(np.asarray(field, dtype=float), [level], colors=color, linewidths=1.5)
        axis.set_title(f"slice {corner[0] + plane}")
        axis.axis("off")
    moved = pair.alignment
    figure.suptitle(
        f"cyan: earlier, orange: later (registered), red: fit; Dice {fit.baselines.persistence:.2f} -> {fit.dice:.2f}; "
        f"correlation {moved.before:.2f} -> {moved.after:.2f}"
    )
    figure.savefig(out, dpi=70)


if __name__ == "__main__":
    main()
