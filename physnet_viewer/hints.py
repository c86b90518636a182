"""What a command does or is for, where its name does not say enough: shown under the mouse and in the status bar."""

from collections.abc import Mapping
from types import MappingProxyType

from physnet_viewer.translation import later

HINTS: Mapping[str, str] = MappingProxyType(
    {
        "open_folder": later("A scan of DICOM, NIfTI or picture files; everything in the folder is listed as series"),
        "open_demo": later("A synthetic scan that comes with the program, with a tumor whose truth is known"),
        "compare": later("Another scan beside this one, of the same patient earlier or later"),
        "export": later("Film, pictures, table, NIfTI, DICOM or report; no patient data is written"),
        "undo": later("Take back the last change of D and ρ, of a scenario or of a measurement"),
        "redo": later("Do again what was taken back"),
        "reset": later("Put both back to what the network learned from this slice"),
        "pin": later("Keep it under a name, to compare other growth with it"),
        "fit_later": later("Find the D and ρ that lead from the outline here to that of a later scan"),
        "gpu": later("A GPU is faster and gives the same answers within rounding"),
        "auto_window": later("Fit brightness and contrast to the grey levels of this series"),
        "invert": later("Show black as white; the data stay as they are"),
        "up_brightens": later("Viewers differ: in some, dragging the mouse up brightens, in others dragging it down"),
        "fit": later("Show the whole slice, neither enlarged nor moved"),
        "alone": later("With several images on screen, each fills the view in turn, and then all are back"),
        "header": later("All fields that the file of this slice holds; what names the patient is hidden at first"),
        "ruler": later("A distance in mm: drag from end to end, or set both ends with arrow keys and Enter"),
        "angle": later("Drag along the first arm, then click where the second one ends"),
        "ellipse": later("Drag from corner to corner: mean and standard deviation of the grey levels, and the area"),
        "overlay": later("The tumor density over the image; how it is drawn is set below the image"),
        "side_by_side": later("Growth with the learned D and ρ beside growth with yours"),
        "planes": later("Axial, coronal and sagittal, with a cross-hair that leads from one to the others"),
        "difference": later("Show where there is more or less tumor than in what is compared, in place of the density"),
    }
)
"""By name of command."""
