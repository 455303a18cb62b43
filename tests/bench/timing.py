"""Measuring two things turn by turn, so that a busy machine slows both alike."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Step = Callable[[], object]


@dataclass(frozen=True)
class Ratio:
    """How long ours takes against the bare way: medians in milliseconds, and of the pairs."""

    name: str
    bare_name: str
    ours: float
    bare: float
    ratio: float
    pairs: int
    aim: float | None = None


@dataclass(frozen=True)
class Moment:
    """One median in milliseconds, as information."""

    name: str
    ms: float
    note: str = ""


@dataclass(frozen=True)
class Visit:
    """The median of one kind of visit, in seconds."""

    name: str
    seconds: float
    aim: float


def compare(
    name: str,
    bare_name: str,
    ours: Step,
    bare: Step,
    *,
    pairs: int,
    warm: int = 5,
    aim: float | None = None,
    clean: bool = False,
    after: Step | None = None,
) -> Ratio:
    """Time both in turn; the ratio is the median over the pairs, each pair taken together.

    With `clean` each begins without the garbage of the one before, which it would pay for. What
    comes `after` ours belongs to it, and is outside the clock.
    """
    for _ in range(warm):
        ours()
        if after:
            after()
        bare()
    times = []
    for number in range(pairs):
        # Who goes first changes, so that neither always finds the caches warm.
        second = timed(bare, clean=clean) if number % 2 else 0
        first = timed(ours, clean=clean)
        if after:
            after()
        second = second or timed(bare, clean=clean)
        times.append((first, second))
    return Ratio(
        name,
        bare_name,
        ours=median(a for a, _ in times),
        bare=median(b for _, b in times),
        ratio=median(a / b for a, b in times),
        pairs=pairs,
        aim=aim,
    )


def measure(name: str, step: Step, *, times: int, warm: int = 3, note: str = "") -> Moment:
    """Time one thing."""
    for _ in range(warm):
        step()
    return Moment(name, median(timed(step) for _ in range(times)), note)


def timed(step: Step, *, clean: bool = False) -> float:
    """Run it once; return milliseconds."""
    if clean:
        gc.collect()
    start = time.perf_counter()
    step()
    return (time.perf_counter() - start) * 1000
