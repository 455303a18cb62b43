"""The tests of one group run on one worker, or their servers and data are made twice."""

import pytest

pytestmark = pytest.mark.xdist_group("groups")


def test_a_group_stays_on_one_worker(request: pytest.FixtureRequest) -> None:
    # pytest 9.2 scattered the groups without a word (pytest-xdist issue 1386).
    grouped = bool(request.config.getoption("loadgroup", default=False))
    assert request.node.nodeid.endswith("@groups") == grouped
