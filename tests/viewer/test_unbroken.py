"""Values stay on one line, each with its unit."""

import pytest

from physnet_viewer.views.unbroken import unbroken


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("CPU · 0.72 s", "CPU · 0.72~s"),
        ("D 0.152 mm²/day · ρ 0.0260/day (assumed)", "D~0.152~mm²/^day · ρ~0.0260/^day (assumed)"),
        ("area 12 → 30 mm² in 45 days", "area 12 → 30~mm² in 45~days"),
        ("< 1 % of all", "<~1~% of all"),
        ("43 slices · synthetic", "43~slices · synthetic"),
        ("in 45 Tagen", "in 45~Tagen"),
        ("model D of 3 tries", "model D of 3~tries"),
        ("scan-1/series of /tmp/2/head", "scan-1/series of /tmp/2/head"),
        ("no value at all", "no value at all"),
    ],
)
def test_only_values_are_joined(text, joined):
    assert unbroken(text) == joined.replace("~", "\u00a0").replace("^", "\u2060")
