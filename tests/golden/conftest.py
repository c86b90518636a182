"""Stored arrays that must not change unnoticed; `pytest tests/golden --update-golden` writes them anew."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

STORE = Path(__file__).parent / "arrays.npz"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="store today's arrays as the ones to compare with")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, np.ndarray], None]:
    """Return a function that compares an array with the stored one of that name, exactly."""
    updating = request.config.getoption("--update-golden", default=False)

    def compare(name: str, array: np.ndarray) -> None:
        stored = dict(np.load(STORE)) if STORE.is_file() else {}
        if updating:
            np.savez_compressed(STORE, **(stored | {name: array}))
            return
        assert name in stored, f"no golden array {name!r}: run pytest tests/golden --update-golden and look at it"
        np.testing.assert_array_equal(array, stored[name])

    return compare
