"""What `physnet_core` says, in the language of the window.

The core knows no window and speaks English. Its sentences are listed here, with a name for what it puts in, and
translated where they are shown.
"""

import re
from functools import cache
from typing import Final

from physnet_viewer.languages import SOURCE
from physnet_viewer.report_words import REPORT
from physnet_viewer.translation import language, later, tr

SKIPPED: Final = (
    later("its DICOM header is damaged"),
    later("it looks like DICOM, but its header is damaged or empty"),
    later("it is the index of a DICOM disc (DICOMDIR) and holds no image"),
    later("the file ends before its image: it is cut off; copy it again from its source"),
    later("it is DICOM but holds no image ({kind})"),
    later("of unknown kind"),
    later("its image is compressed with {method}, which cannot be decoded here"),
    later("an unknown method"),
    later("series without a UID"),
    later("its image is cut off: the file is shorter than it should be; copy it again"),
    later("its image is cut off: the file is shorter than its header says; copy it again"),
    later("the same image as {name}"),
    later("its header says the image is empty ({rows} x {columns}, {images} images)"),
    later("its header claims {images} images of {rows} x {columns} pixels, larger than any scan; it is damaged"),
    later("its NIfTI header is damaged"),
    later("it is {wrong} NIfTI under a wrong name; rename it to end in {right}"),
    later("it holds a list of numbers, not an image"),
    later("its header claims a picture larger than any scan"),
    later("the picture is damaged or cut off"),
    later("it is a small picture beside DICOM images, taken for a preview; open it on its own to see it"),
    later("it is a ZIP archive; unpack it first"),
    later("it is a ZIP archive that is damaged or cut off"),
    later("it is a Word document"),
    later("it is an Excel workbook"),
    later("it is a PowerPoint presentation"),
    later("it is a Visio drawing"),
    later("it is an OpenDocument file"),
    later("it is an e-book"),
    later("it is a file of NumPy arrays, not a scan"),
    later("it is an archive; unpack it first"),
    later("it is a PDF document"),
    later("it is a GIF picture; only PNG, JPEG, TIFF and BMP are read"),
    later("it is a program"),
    later("it is a note of the macOS file system, not a scan"),
    later("it is neither DICOM nor NIfTI nor a PNG, JPEG, TIFF or BMP picture"),
    later("it is a file of the operating system, not a scan"),
    later("the file is empty"),
    later("it is half of a NIfTI pair (.hdr and .img); convert the pair to one .nii file"),
    later("it is a compressed file without a scan; unpack it first"),
    later("it is damaged or cut off"),
    later("it is a text file, not a scan"),
    later("it is not a regular file"),
    later("you have no permission to read it"),
    later("it is a link that leads nowhere"),
    later("it cannot be read ({reason})"),
    later("folder: {reason}"),
    later("it is a hidden folder"),
    later("it is a link to a folder that is read already"),
    later("a further image at a place that the other repetitions of the series do not reach; left out"),
)
"""Why a file was not used."""

NOTES: Final = (
    later("Pixel spacing is that at the detector, not in the patient."),
    later("A mosaic of slices in one picture; the file does not say how many, so it is shown whole."),
    later("One of {pieces} parts of a series whose images differ in size or direction."),
    later("Every image looks from another direction: they can be viewed one by one but form no volume."),
    later("{copies} files were copies of others and are left out."),
    later("Siemens mosaic: {tiles} slices that were stored side by side in one picture."),
    later("The file does not say how the patient lay: left and right are not certain."),
    later("Pictures in the order of their names; they carry no positions and no pixel size."),
    later("A picture carries no position and no pixel size."),
    later("Some values were not numbers (NaN or infinite); they are shown as background."),
    later("The file does not say where the slices lie: they are in the order in which the scanner numbered them."),
    later("Each slice comes {times} times (a run over time, or several kinds of image)."),
    later("{images} further images at the same places are left out."),
    later("Slices are missing: the gaps leave room for {slices} more. No volume is formed."),
    later("Slices are not evenly spaced: they can be viewed one by one but form no volume."),
    later("The file does not say how large a pixel is: lengths and areas cannot be measured."),
)
"""What is to be known of a series."""

GROWTH: Final = (
    later("Preview: one D for all tissue; the run with tissue follows when you stop."),
    later("White matter, grey matter and fluid were told apart in the picture; tumor stays in the first two."),
    later("Tumor spreads alike in the whole {place}: {reason}."),
    later("the brain could not be told from the rest of the head"),
    later("its brightness does not fall into white matter, grey matter and fluid"),
    later("white and grey matter are too much alike in this picture"),
    later("grey matter does not line the brain in it as on T1"),
    later("head"),
    later("brain"),
    later("mm²"),
    later("days"),
    later("steps"),
    later("cells"),
    later("mm"),
)
"""What is said of growth, and its units."""

FITS: Final = (
    later("No growth: the earlier outline as it is meets the later one best, so there is no D and no ρ."),
    later("Up to {high} mm a year could not be told from none."),
    later("Two outlines tell one number, the speed of the front: 2√(Dρ) = {speed} mm a year."),
    later(
        "{low} to {high} mm a year fit as well, with fronts {narrow} to {wide} mm wide: their overlap differs by less "
        "than half a voxel of misregistration costs ({dice} Dice)."
    ),
    later("Faster fronts than were tried may fit too."),
    later("Here even the speed is only roughly known."),
    later("Identified: D and ρ one by one, each to a factor of two."),
    later("Shape and tissue narrow down the width of the front, √(D/ρ), to {low} to {high} mm."),
    later("Not identified: D and ρ one by one."),
    later("Not identified: D."),
    later("Not identified: ρ."),
    later(
        "D = {diffusion} mm²/day and ρ = {proliferation} per day are what this speed makes of a front {width} mm wide "
        "(√(D/ρ)), and that width is assumed: {low} to {high} mm fit as well."
    ),
    later("So may widths that were not tried."),
    later("A larger D goes with a smaller ρ."),
    later("The tumor was small for a front so wide (radius {radius} mm)."),
    later("How fast its outline goes then rests on how it began: the speed may be off by more than its range."),
    later("The front went {way} mm, with pixels of {pixel} mm: take its speed as a rough one."),
    later("Neither scan nor tissue maps were given: the front goes alike in all directions."),
    later("No tissue maps were given: the front goes alike in the whole head."),
    later("Tissue maps were given; tumor stays in white and grey matter."),
    later("D is that of white matter, {ratio} times that of grey matter."),
)
"""What two outlines tell and what they leave open."""

VERDICTS: Final = (
    later("Research use only. Not a medical device."),
    later("Uncertain"),
    later("The picture is only {rows} x {columns} pixels."),
    later("The picture is empty: all its pixels have the same value."),
    later("The picture is in color; MRI is grey."),
    later("The picture is unlike the brain MRI slices that the network was trained on."),
)
"""What the network says, why it says nothing, and what it must not be used for."""

LITERATURE: Final = (
    later("Lipková et al. 2019, IEEE Trans. Med. Imaging 38(8): prior, as in GliomaSolver; white : grey 10"),
    later("GliomaSolver (Lipková et al. 2019), default parameters; white : grey 10"),
    later("Ezhov et al. 2023, Learn-Morph-Infer, Med. Image Anal. 83: range of the training set; white : grey 10"),
    later("Bioinformatics of the Brain, p. 146; white : grey 5"),
    later("GliomaSolver, slower: D 0.13, ρ 0.012"),
    later("GliomaSolver, faster: D 0.13, ρ 0.025"),
    later("Middle of the prior: D 0.22, ρ 0.023"),
    later("Geometric middle of: {source}"),
    later("High grade: ρ 0.012, D as it is"),
    later("Low grade: ρ 0.0012, D as it is"),
    later("Front of low-grade glioma: 2.05 mm/year"),
    later("Mandonnet et al. 2003, Ann. Neurol. 53: diameter grows 4.1 mm a year (3.8–4.4). D/ρ stays as it is."),
    later("Front of high-grade glioma: 25.8 mm/year"),
    later("Fan et al. 2020, 109 patients: diameter grows 51.6 mm a year. D/ρ stays as it is."),
)
"""Values of others, and where they stand."""

PLANES: Final = (
    later("axial"),
    later("coronal"),
    later("sagittal"),
    later("oblique"),
    later("Axial"),
    later("Coronal"),
    later("Sagittal"),
    later("Oblique"),
)
"""How slices lie."""

ERRORS: Final = (
    later("Three planes need to know where the slices lie and how large a pixel is; this scan does not say."),
    later("Three planes need more than one slice."),
    later("The slices form no regular volume, so no other plane can be cut through them."),
    later("The slices lie askew above each other; planes across them would be distorted."),
    later("{name} cannot be read: {reason}"),
    later("the image in {name} cannot be decoded; it is damaged or cut off: copy it again"),
    later("the image in {name} cannot be read; it is damaged or cut off: copy it again"),
    later("the header of {name} cannot be read: {reason}"),
    later("the header of {name} cannot be read; it is damaged"),
    later("the picture {name} cannot be read; it is damaged, cut off or gone"),
    later("{name} is not what its header said: it changed, or is damaged"),
    later("{path} cannot be reached: {reason}"),
    later("{path} does not exist; check the path"),
    later("you have no permission to read {path}"),
    later("the folder {path} cannot be read: {reason}"),
    later("{name} was made by a later version of {product}: update to restore it"),
    later("{name} is from {product}, but its parameters cannot be read"),
    later("{name} is not a picture, or damaged"),
    later("There is no folder {folder}: create it first, or choose another one."),
    later("{frames} frames do not fit into {megabytes} MB: use fewer frames, or MP4."),
    later("The video encoder is missing: install PhysNet Viewer again, or export a GIF instead."),
    later("The video encoder could not write the film: export a GIF instead, or free disk space."),
    later("Learned and tweaked growth have different numbers of frames; export them one by one."),
    later(
        "A DICOM segmentation needs the place of the slice in the patient, which this file does not give: export "
        "NIfTI instead."
    ),
    later("The rows and columns of this slice are not at right angles: export NIfTI instead."),
    later("Cannot write {name}: {reason}. Choose another folder, or make room there; what was there before is intact."),
    later("The {which} mask is empty: there is no tumor to grow from or into."),
    later("The {which} mask has {voxels} voxels and its scan {scan_voxels}; they must agree."),
    later("first"),
    later("second"),
    later("Masks on different grids need both scans, to be registered: give them too."),
    later("{name} is no mask that can be read: {reason}"),
    later("{name} is no npz with a mask in it: {reason}"),
    later("The mask in {name} must be numbers in 2 or 3 dimensions."),
    later("it holds no image"),
    later("{name} does not say how large its voxels are: {remedy}."),
    later("Growth in three dimensions needs several slices at equal, known distances; grow a single slice instead."),
    later("This series has {slices} slices, too many for growth in three dimensions; grow a single slice instead."),
    later("The domain is empty: there is no cell in which tumor could grow."),
    later("There is no bundle at {path}; name a folder that `physnet train` has written."),
    later("{path} does not match its metadata.json; copy the whole bundle again, or train a new one."),
    later("{path} does not describe a PhysNet bundle ({reason})."),
    later("{path} does not hold the weights of this network."),
    later("{name} is a plain classifier without tumor density; it can only be evaluated."),
    later("Unknown device {device}; use auto, cpu, cuda, cuda:N or mps."),
    later("This machine has no device {device}; use --device auto or --device cpu."),
)
"""What keeps something from being done."""

FAULTS: Final = (
    later("unknown fault"),
    later("No space left on device"),
    later("Disk quota exceeded"),
    later("Read-only file system"),
    later("Permission denied"),
    later("Operation not permitted"),
    later("No such file or directory"),
    later("Is a directory"),
    later("Not a directory"),
    later("File name too long"),
    later("Input/output error"),
    later("Stale file handle"),
)
"""What the operating system says of files."""

PUT_TOGETHER: Final = (
    later("Day {day}"),
    later("Step {step}"),
    later("day {day}"),
    later("step {step}"),
    later("{number} cells"),
    later("D {diffusion} cell²/step"),
    later("ρ {rate}/step"),
    later("D {diffusion} mm²/day"),
    later("ρ {rate}/day"),
    later("D can be {low} to {high} mm²/day."),
    later("D can be {low} to {high} mm²/day and beyond."),
    later("ρ can be {low} to {high} per day."),
    later("ρ can be {low} to {high} per day and beyond."),
    later("mean {mean}  SD {deviation}"),
    later("no pixel inside"),
    later("No tumor · {percent}"),
    later("Glioma · {percent}"),
    later("Meningioma · {percent}"),
    later("Pituitary tumor · {percent}"),
)
"""Lines that the core puts together, or that the window takes apart."""

ALL: Final = (
    *SKIPPED,
    *NOTES,
    *GROWTH,
    *FITS,
    *VERDICTS,
    *LITERATURE,
    *PLANES,
    *ERRORS,
    *FAULTS,
    *PUT_TOGETHER,
    *REPORT,
)
_FIELD = re.compile(r"\{(\w+)\}")


def said(text: str, listed: tuple[str, ...] = ALL) -> str:
    """Return a text of the core in the language of the window; one that is not listed stays as it is."""
    if language() == SOURCE or not text:
        return text
    if text in listed:
        return tr(text)
    for source, pattern in _patterns(listed):
        if found := pattern.fullmatch(text):
            return tr(source).format(**{name: said(value, listed) for name, value in found.groupdict().items()})
    return text


@cache
def _patterns(listed: tuple[str, ...] = ALL) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each listed text with something put in, and what it looks like; those with most words of their own first.

    Templates of the report are left out: they come here before anything is put in.

    "the header of X cannot be read: Y" would else be taken for "X cannot be read: Y".
    """
    sources = sorted(
        (text for text in listed if _FIELD.search(text) and text not in REPORT),
        key=lambda text: -len(_FIELD.sub("", text)),
    )
    return tuple((source, re.compile(_expression(source), re.DOTALL)) for source in sources)


def _expression(source: str) -> str:
    return "".join(
        f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(_FIELD.split(source))
    )
