"""Pictures that are no brain MRI."""

from collections import Counter

import numpy as np

from physnet_core.learning.strangers import all_strangers


def test_there_are_strangers_of_many_kinds_and_all_are_grey() -> None:
    strangers = all_strangers()
    kinds = Counter(stranger.kind for stranger in strangers)
    assert {"noise", "text", "phantom", "photograph", "other DICOM", "black"} <= kinds.keys()
    assert kinds["photograph"] >= 6
    assert not any(stranger.image.color for stranger in strangers)
    assert all(np.isfinite(stranger.image.pixels).all() for stranger in strangers)


def test_a_seed_gives_the_same_strangers_again() -> None:
    first, second = all_strangers(3), all_strangers(3)
    assert all(np.array_equal(a.image.pixels, b.image.pixels) for a, b in zip(first, second, strict=True))
