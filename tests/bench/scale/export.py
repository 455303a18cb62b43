"""A long list taken out as a file: how much memory the process takes that sends it."""

import re
import time
from pathlib import Path

from tests.bench.scale.shares import Country
from wijken.models import Lidmaatschap, Rol
from wijken.queries.contact import team_contacts
from wijken.tabellen.contact import CONTACTEN
from wijken.views.download import blocks

KILOBYTES = re.compile(r"^Vm(HWM|RSS):\s+(\d+) kB", re.MULTILINE)


def take_out(vorm: str, rows: int) -> dict[str, float]:
    """Return in how many seconds so many contacts went out, and the megabytes at most and before.

    They are the newest of the largest organisation.
    """
    rank = Country().kinds()["largest"]
    members = Lidmaatschap.objects.filter(organisatie__slug=f"welzijn-{rank}")
    lid = members.filter(rol=Rol.COORDINATOR).order_by("pk")[0]
    every = team_contacts(lid, alles=True)
    since = every.order_by("-op", "-pk")[rows - 1].op
    before = _megabytes()["RSS"]
    Path("/proc/self/clear_refs").write_text("5")  # the highest from here on
    start = time.perf_counter()
    for _block in blocks(lid, CONTACTEN, every.filter(op__gte=since), vorm):
        pass
    return {
        "rows": rows,
        "seconds": time.perf_counter() - start,
        "megabytes": _megabytes()["HWM"],
        "before": before,
    }


def _megabytes() -> dict[str, float]:
    found = KILOBYTES.findall(Path("/proc/self/status").read_text())
    return {name: int(number) / 1024 for name, number in found}
