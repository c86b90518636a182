"""What is refused before any memory is asked for: sizes that no scan of a head has.

A damaged or hostile header can claim any size; these bounds are checked on the claim alone.
"""

from physnet_core.errors import UnreadableScanError

MAX_IMAGE_PIXELS = 2**27  # one image: 11,585 x 11,585; the largest mammograms have a fifth of it
MAX_IMAGES_PER_FILE = 200_000
MAX_FILE_PIXELS = 2**33  # one file, which is never read at once
MAX_VOLUME_PIXELS = 2**30  # one volume in memory: 4 GiB as float32


def refuse_absurd_size(rows: int, columns: int, images: int) -> None:
    """Raise if a header claims no pixels at all, or more than any scan has.

    Raises
    ------
    UnreadableScanError
        With the claimed size.
    """
    if rows < 1 or columns < 1 or images < 1:
        raise UnreadableScanError(f"its header says the image is empty ({rows} x {columns}, {images} images)")
    too_large = rows * columns > MAX_IMAGE_PIXELS or rows * columns * images > MAX_FILE_PIXELS
    if too_large or images > MAX_IMAGES_PER_FILE:
        raise UnreadableScanError(
            f"its header claims {images} images of {rows} x {columns} pixels, larger than any scan; it is damaged"
        )
