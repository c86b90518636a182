"""The animation as DICOM Secondary Capture: what every viewer of an archive plays.

References
----------
DICOM PS3.3, A.8.5 (Multi-frame True Color Secondary Capture Image IOD) and C.7.6.5 (Cine).
"""

from collections.abc import Iterable

import numpy as np
from pydicom.uid import MultiFrameTrueColorSecondaryCaptureImageStorage

from physnet_core.export.colour import Rgb
from physnet_core.export.content import Content, Options
from physnet_core.export.dicom import decimals, file_bytes, new_object
from physnet_core.export.picture import Picture


def secondary_capture(content: Content, options: Options, picture: Picture, frames: Iterable[Rgb]) -> bytes:
    """Return the frames (H, W, 3) of `picture` as one multi-frame color image, uncompressed."""
    pixels = np.stack(list(frames))
    made = new_object(
        content, MultiFrameTrueColorSecondaryCaptureImageStorage, modality="OT", description="Simulated tumor growth"
    )
    made.ConversionType = "WSD"
    made.ImageType = ["DERIVED", "SECONDARY"]
    made.PatientOrientation = ""
    # What we write names nobody; a picture without geometry may be a screenshot, with names in its own pixels.
    made.BurnedInAnnotation = "NO" if content.image.affine is not None else "YES"
    made.NumberOfFrames, made.Rows, made.Columns = pixels.shape[:3]
    made.SamplesPerPixel, made.PhotometricInterpretation, made.PlanarConfiguration = 3, "RGB", 0
    made.BitsAllocated = made.BitsStored = 8
    made.HighBit, made.PixelRepresentation = 7, 0
    made.LossyImageCompression = "00"
    (made.FrameTime,) = decimals(1000 / options.frames_per_second)
    made.FrameIncrementPointer = 0x00181063
    made.RecommendedDisplayFrameRate = max(1, round(options.frames_per_second))
    spacing, step = content.image.pixel_spacing, picture.panels[0].raster.step
    if spacing is not None:
        made.PixelSpacing = decimals(step[0] * spacing[0], step[1] * spacing[1])
    raw = pixels.tobytes()
    made.PixelData = raw + b"\0" * (len(raw) % 2)
    return file_bytes(made)
