"""Which series of a second scan is shown beside the one of the first: plane, sequence, number of slices."""

from pathlib import Path

import pytest

from physnet_core.imaging import SeriesInfo, SliceSource
from physnet_viewer.series_matching import most_alike


def series(description, *, plane="axial", slices=24, **changes):
    values = {"uid": f"{description} {plane} {slices}", "format": "dicom", "rows": 8, "columns": 8}
    sources = (SliceSource(path=Path("x")),) * slices
    return SeriesInfo(**values, description=description, plane=plane, slices=slices, sources=sources, **changes)


def chosen(one, *others):
    return most_alike(one, others).description


def test_the_plane_counts_more_than_the_sequence():
    one = series("T1", plane="sagittal")
    assert most_alike(one, (series("T1"), series("T2", plane="sagittal"))).plane == "sagittal"


@pytest.mark.parametrize(
    ("description", "alike"),
    [
        ("t1_mprage_tra_p2_iso", "Ax T1"),
        ("t1_mprage_tra_p2_iso_KM", "Ax T1 +C"),
        ("BraTS-GLI-00005-100-t1c", "Ax T1 +C"),
        ("BraTS-GLI-00005-100-t1n", "Ax T1"),
        ("T1 post Gd", "Ax T1 +C"),
        ("T1 post-op", "Ax T1"),
        ("T1 posterior fossa", "Ax T1"),
        ("T1 ohne KM", "Ax T1"),
        ("T1 vor Kontrastmittel", "Ax T1"),
        ("T1 -C", "Ax T1"),
        ("T1 FLAIR", "Ax T1"),
        ("postcontrast 3D BRAVO", "Ax T1 +C"),
        ("t2_tirm_tra_dark-fluid", "Ax T2 FLAIR"),
        ("sub-01_FLAIR", "Ax T2 FLAIR"),
        ("sub-01_T2w", "Ax T2"),
        ("AxT2", "Ax T2"),
        ("t2*_fl2d", "SWAN"),
        ("ep2d_diff_b1000", "Ax DWI"),
        ("ep2d_diff_ADC", "ADC (10^-6 mm²/s)"),
        ("pd_tse", "PD"),
    ],
)
def test_the_sequence_is_known_by_the_words_of_clinics_and_data_sets(description, alike):
    names = ("Ax T2", "Ax T2 FLAIR", "SWAN", "Ax DWI", "ADC (10^-6 mm²/s)", "PD", "Ax T1", "Ax T1 +C")
    assert chosen(series(description), *(series(name) for name in names)) == alike


def test_the_weighting_counts_more_than_contrast():
    assert chosen(series("T1 +Gd"), series("T2 +Gd"), series("T1")) == "T1"


def test_the_same_words_count_more_than_the_number_of_slices():
    assert chosen(series("t1_se_tra"), series("t1_mprage_tra"), series("T1 SE tra", slices=20)) == "T1 SE tra"


def test_then_it_is_the_number_of_slices():
    one = series("T1", slices=30)
    assert [most_alike(one, [series("T1", slices=count) for count in (176, 28, 12)]).slices] == [28]


def test_of_what_is_equally_alike_it_is_the_first():
    first, second = series("T1", slices=22), series("T1", slices=26)
    assert most_alike(series("T1"), (first, second)) is first
    assert most_alike(series("T1"), (second, first)) is second


def test_a_mask_or_localizer_is_held_against_its_kind_only():
    mask, localizer = series("T1 seg"), series("T1", localizer=True)
    assert chosen(series("T1"), mask, localizer, series("T2", plane="coronal")) == "T2"
    assert most_alike(series("T1 mask"), (series("T1"), mask)) is mask


def test_what_says_nothing_of_itself_is_held_against_what_says_nothing():
    assert chosen(series(""), series("T1"), series("")) == ""
    assert chosen(series("T1"), series("T2"), series(""), series("T1 repeat")) == "T1 repeat"
