"""How much memory web server, worker and beat hold, looked at every few seconds."""

from pathlib import Path
from statistics import median

from opbouw.machine.processes import Program
from tests.soak.threads import Patient
from tests.stack import children

EVERY = 5.0


class Memory(Patient):
    """Writes down the memory of each program, in megabytes: its own share of what is shared."""

    def __init__(self, programs: list[Program]) -> None:
        super().__init__("memory")
        self.programs = programs
        self.seen: dict[str, list[float]] = {program.name: [] for program in programs}

    def go_on(self) -> None:
        """Look until told to stop."""
        while not self.stopping.wait(EVERY):
            for program in self.programs:
                process = program.process
                if process is not None:
                    self.seen[program.name].append(_megabytes(process.pid))

    def grown(self) -> dict[str, tuple[float, float]]:
        """Return the median of the second quarter and that of the last, for each program."""
        found = {}
        for name, seen in self.seen.items():
            quarter = max(1, len(seen) // 4)
            found[name] = (
                median(seen[quarter : 2 * quarter] or [0]),
                median(seen[-quarter:] or [0]),
            )
        return found


def _megabytes(pid: int) -> float:
    return sum(_share(one) for one in _tree(pid)) / 1024


def _tree(pid: int) -> list[int]:
    return [pid, *(below for child in children(pid) for below in _tree(child))]


def _share(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
