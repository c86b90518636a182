"""What the window writes of a scan with a patient in every tag: every kind of file, and nothing of the patient."""

import sys
from pathlib import Path

import pytest
from panel_states import named
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from physnet_core.imaging.measure import Annotation
from physnet_viewer.languages import LANGUAGES
from physnet_viewer.session import Parameters
from physnet_viewer.translation import tr, use_language
from physnet_viewer.views.export_dialog import ExportDialog
from physnet_viewer.views.export_text import KINDS

sys.path.append(str(Path(__file__).resolve().parents[1] / "core" / "export"))
from planted import planted_series
from searched import everything_in, hits


@pytest.fixture(params=LANGUAGES)
def measured(request, qapp, make_stage, bundle, tmp_path):
    """A window with such a scan, with D moved, and with something measured on the slice."""
    use_language(request.param, qapp)
    stage = make_stage(weights=bundle)
    stage.open(planted_series(tmp_path / "scan"))
    stage.controller.set_parameters(Parameters(diffusion_number=0.4, growth_number=1.0))
    stage.wait(lambda state: state.tweaked is not None)
    for kind, points in (("ruler", ((20, 20), (50, 40))), ("ellipse", ((20, 20), (50, 40)))):
        stage.controller.measuring.keep(Annotation(kind=kind, source=stage.state.current_source, points=points))
    (tmp_path / "out").mkdir()
    yield stage
    use_language("en", qapp)


def exported(stage, kind, folder):
    """Go through the dialog as a user does; return the file that was written."""
    dialog = ExportDialog(stage.state, folder, stage.window)
    box = named(dialog, QComboBox, tr("Kind of file"))
    box.setCurrentIndex(box.findData(kind))
    file = Path(named(dialog, QLineEdit, tr("File")).text())
    next(button for button in dialog.findChildren(QPushButton) if button.text() == tr("Export")).click()
    request = dialog.request()
    dialog.deleteLater()
    assert request.measurements == KINDS[kind].measured
    stage.controller.start_export(request)
    stage.wait(lambda state: not state.tasks and (state.notice or state.message))
    assert stage.state.message is None
    return file


def clean(file):
    """Whether a file holds something, and nothing of the patient."""
    inside = everything_in(file)
    return len(inside) > 100 and hits(inside) == []


def test_no_file_holds_anything_of_the_patient(measured, tmp_path):
    for kind in KINDS:
        assert clean(exported(measured, kind, tmp_path / "out")), kind
    measured.controller.measuring.save(tmp_path / "out" / "measures.csv")
    assert clean(tmp_path / "out" / "measures.csv")
    assert len(list((tmp_path / "out").iterdir())) == len(KINDS) + 1


def test_nor_does_growth_in_three_dimensions(measured, tmp_path):
    measured.controller.set_dimensions("3d")
    measured.wait(lambda state: state.volume is not None)
    measured.controller.set_parameters(Parameters(diffusion_number=0.4, growth_number=1.0))
    measured.wait(lambda state: state.tweaked_volume is not None)
    measured.idle()
    for kind in ("nifti", "csv", "pdf", "gif"):
        assert clean(exported(measured, kind, tmp_path / "out")), kind
