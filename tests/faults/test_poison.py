"""A render that can never succeed: it ends with a reason, and holds nobody up."""

import html
from collections.abc import Iterator
from typing import Any

import pytest

from opbouw.lib.jobs.outbox import GIVE_UP_REASON
from signalen.tasks import DAMAGED_CONTENT_MESSAGE
from tests.e2e.chain import held
from tests.faults.world import (
    ENDLESS,
    Clocked,
    content,
    files,
    job,
    put_content,
    recorded_files,
)
from tests.personas import MARIJKE
from tests.stack import Stack, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack in which an attempt may take eight seconds instead of a minute."""
    short = {"OUTBOX_LEASE_SECONDS": "8", "OUTBOX_SWEEP_SECONDS": "1"}
    with Stack(tmp_path_factory.mktemp("poison"), environment=short, with_beat=True) as stack:
        stack.manage("shell", "-c", "from tests.faults.world import seed; seed(4)")
        yield stack


@pytest.mark.parametrize(
    ("notitie", "poison", "reason"),
    [
        pytest.param(1, {"duiding": None}, str(DAMAGED_CONTENT_MESSAGE), id="raises"),
        pytest.param(3, {"duiding": ENDLESS}, str(GIVE_UP_REASON), id="kills-its-child"),
    ],
)
def test_a_poisonous_render_ends_with_a_reason_and_the_next_job_is_done(
    stack: Stack, notitie: int, poison: dict[str, Any], reason: str
) -> None:
    marijke = Clocked(stack, MARIJKE)
    with held(stack):
        assert marijke.post(f"/notities/{notitie}/vaststellen/", {"stand": "0"}) == 302
        healthy = content(stack, notitie)
        put_content(stack, notitie, healthy | poison)
    wait_until(lambda: job(stack, notitie)[1] > 0, "the first attempt", stack.worker.log)
    assert marijke.post(f"/notities/{notitie + 1}/vaststellen/", {"stand": "0"}) == 302
    wait_until(lambda: job(stack, notitie + 1)[0] == "klaar", "the next job", stack.worker.log)
    assert job(stack, notitie + 1) == ("klaar", 1)

    wait_until(lambda: job(stack, notitie)[0] == "mislukt", "the end", stack.worker.log, 90)
    assert job(stack, notitie) == ("mislukt", 3)
    page = html.unescape(marijke.get(f"/notities/{notitie}/"))
    assert "Het maken van de PDF is mislukt" in page
    assert reason in page
    assert "Probeer opnieuw" in page
    assert files(stack) == recorded_files(stack)

    put_content(stack, notitie, healthy)
    assert marijke.post(f"/notities/{notitie}/pdf/opnieuw/", {}) == 302
    wait_until(lambda: job(stack, notitie)[0] == "klaar", "the retry", stack.worker.log)
    assert job(stack, notitie) == ("klaar", 1)
    assert reason not in html.unescape(marijke.get(f"/notities/{notitie}/"))
    assert files(stack) == recorded_files(stack)
    assert marijke.too_slow == []
