"""What became of the areas of older editions, worked out from the tables of successors.

An area is one code in one edition. A step of the table counts once its edition is stored; steps
only go forward in time, so that no table can lead round in a circle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from wijken.models import Gebied, Opvolging

GM, WK, BU = "GM", "WK", "BU"


@dataclass(frozen=True)
class Rij:
    """What is needed of one stored area."""

    pk: int
    code: str
    jaar: int
    actueel: bool
    opvolgers: tuple[str, ...]
    vervallen: bool


@dataclass(frozen=True)
class Stap:
    """From the edition of `jaar` on one code is called by these; none is an end."""

    jaar: int
    codes: frozenset[str]


def above(code: str) -> str | None:
    """Return the code of the area above: CBS codes nest."""
    if code.startswith(BU):
        return f"WK{code[2:8]}"
    return f"GM{code[2:6]}" if code.startswith(WK) else None


def with_above(code: str) -> frozenset[str]:
    """Return a code with those of the wijk and the gemeente in which it lies."""
    higher = above(code)
    return frozenset({code}) | (with_above(higher) if higher else frozenset())


class Indeling:
    """All stored editions and steps, with what follows from them."""

    def __init__(self, rijen: Iterable[Rij], stappen: Iterable[tuple[str, int, str]]) -> None:
        self.rijen = list(rijen)
        self.huidig = {rij.code: rij.jaar for rij in self.rijen if rij.actueel}
        self.bewoond = {f"GM{code[2:6]}" for code in self.huidig if code.startswith(BU)}
        self.edities: dict[str, list[int]] = defaultdict(list)
        self.buurten: dict[tuple[str, int], list[str]] = defaultdict(list)
        for rij in sorted(self.rijen, key=lambda rij: rij.jaar):
            self.edities[rij.code].append(rij.jaar)
            if rij.code.startswith(BU):
                for code in with_above(rij.code) - {rij.code}:
                    self.buurten[code, rij.jaar].append(rij.code)
        steps: dict[tuple[str, int], set[str]] = defaultdict(set)
        for oud, jaar, nieuw in stappen:
            steps[oud, jaar].add(nieuw)
        self.stappen: dict[str, list[Stap]] = defaultdict(list)
        for (oud, jaar), codes in sorted(steps.items()):
            self.stappen[oud].append(Stap(jaar, frozenset(codes - {""})))
        self._nu: dict[tuple[str, int], frozenset[str]] = {}
        self.opgeheven = self._ended()
        for code in [code for code in self.huidig if f"GM{code[2:6]}" in self.opgeheven]:
            del self.huidig[code]
        self.bewoond -= self.opgeheven.keys()

    @classmethod
    def stored(cls) -> Indeling:
        """Read all editions, without their outlines, and all tables."""
        columns = ("pk", "code", "jaar", "actueel", "opvolgers", "vervallen")
        rows = Gebied.objects.order_by("pk").values_list(*columns)
        steps = Opvolging.objects.values_list("oude_code", "jaar", "nieuwe_code")
        rijen = (
            Rij(pk, code, jaar, actueel, tuple(opvolgers), vervallen)
            for pk, code, jaar, actueel, opvolgers, vervallen in rows.iterator(chunk_size=5000)
        )
        return cls(rijen, steps)

    def step(self, code: str, jaar: int) -> Stap | None:
        """Return what became of this code first, after the edition of `jaar`."""
        return next((stap for stap in self.stappen.get(code, ()) if stap.jaar > jaar), None)

    def now(self, code: str, jaar: int) -> frozenset[str]:
        """Return the current codes, at the same level, of an area of this edition; none if gone."""
        known = self._nu.get((code, jaar))
        if known is None:
            known = self._nu[code, jaar] = self._now(code, jaar)
        return known

    def _now(self, code: str, jaar: int) -> frozenset[str]:
        stap, now = self.step(code, jaar), self.huidig.get(code)
        if stap is not None and (now is None or now >= stap.jaar):
            return self._all(self.now(new, stap.jaar) for new in stap.codes)
        same = frozenset({code}) if now is not None else frozenset()
        if code.startswith(BU):
            return same
        derived = self._from_buurten(code, jaar)
        # A border that moved a little gives nobody a second wijk.
        return same if same and (not derived or code in derived) else derived

    def _from_buurten(self, code: str, jaar: int) -> frozenset[str]:
        """Return where all buurten of a wijk or gemeente went; nothing when one is lost."""
        edition = next((e for e in self.edities.get(code, ()) if e >= jaar), jaar)
        went = [self.now(buurt, edition) for buurt in self.buurten.get((code, edition), ())]
        if not all(went):
            return frozenset()
        return frozenset(f"{code[:2]}{new[2 : len(code)]}" for new in self._all(went))

    def _all(self, sets: Iterable[frozenset[str]]) -> frozenset[str]:
        return frozenset().union(*sets)

    def found_under(self, code: str, jaar: int) -> frozenset[str]:
        """Return all codes, also of higher levels, under which an area of an edition is found."""
        now = self.now(code, jaar)
        if now:
            return self._all(with_above(new) for new in now)
        higher = above(code)
        return frozenset({code}) | (self.found_under(higher, jaar) if higher else frozenset())

    def is_gone(self, rij: Rij) -> bool:
        """Whether nothing follows an area, though a newer division is in force where it lay."""
        if rij.actueel or self.now(rij.code, rij.jaar):
            return False
        gemeente = f"GM{rij.code[2:6]}"
        return gemeente in self.opgeheven or self.huidig.get(gemeente, 0) > rij.jaar

    def _ended(self) -> dict[str, int]:
        """Return the gemeenten that were merged away, and the year in which they were.

        Only when all that took over are stored with their buurten: until then a form offers the
        old one.
        """
        if not self.stappen:
            return {}
        result = {}
        for code, edities in self.edities.items():
            if code.startswith(GM):
                stap = self.merger(code, edities[-1])
                if stap is not None and all(self._taken_over(c, stap.jaar) for c in stap.codes):
                    result[code] = stap.jaar
        return result

    def merger(self, gemeente: str, jaar: int) -> Stap | None:
        """Return into which gemeenten one went, from the table of gemeenten or of all buurten."""
        stap = self.step(gemeente, jaar)
        if stap is None:
            steps = [self.step(buurt, jaar) for buurt in self.buurten.get((gemeente, jaar), ())]
            went = [one for one in steps if one is not None]
            if not went or len(went) < len(steps):
                return None
            codes = frozenset(f"GM{code[2:6]}" for one in went for code in one.codes)
            stap = Stap(min(one.jaar for one in went), codes)
        return None if gemeente in stap.codes else stap

    def _taken_over(self, gemeente: str, jaar: int) -> bool:
        if gemeente in self.bewoond and self.huidig.get(gemeente, 0) >= jaar:
            return True
        stap = self.step(gemeente, jaar)
        return stap is not None and all(self._taken_over(c, stap.jaar) for c in stap.codes)


def ended_gemeenten() -> dict[str, int]:
    """Return the gemeenten that were merged away, with the year from which they are no more."""
    return Indeling.stored().opgeheven if Opvolging.objects.exists() else {}
