"""How large the country is, and which part of it each organisation has."""

import random
from dataclasses import dataclass

SLOTS = 10_000
# What is measured: the organisation of rank one, one in the middle, and the last.
LEAST_ROWS = 70
NL_GEMEENTEN = 342


@dataclass(frozen=True)
class Country:
    """Areas and organisations: the same at every number of contacts."""

    gemeenten: int = NL_GEMEENTEN
    biggest: int = 518
    organisaties: int = 100
    # An outline of CBS has 150 points on average.
    points: int = 152

    def buurten(self) -> list[int]:
        """Return how many buurten each gemeente has, the biggest city first: 14,000 in all."""
        return [max(6, round(self.biggest / rank**0.57)) for rank in range(1, self.gemeenten + 1)]

    def kinds(self) -> dict[str, int]:
        """Return the ranks of the organisations that are measured."""
        return {
            "largest": 1,
            "middling": max(2, self.organisaties // 2),
            "smallest": self.organisaties,
        }

    def gemeenten_of(self, rank: int) -> list[int]:
        """Return the places in the list of gemeenten where this organisation works.

        The largest works in the biggest city; the second and the middling in several gemeenten.
        """
        step = max(1, self.gemeenten // self.organisaties)
        first = min(1 + (rank - 1) * step, self.gemeenten)
        several = {2: 12, self.kinds()["middling"]: 5}.get(rank, 1)
        return [(first - 1 + more) % self.gemeenten + 1 for more in range(several)]

    def members(self, rank: int) -> int:
        """Return how many people work there."""
        return 3 + round(57 / rank)


def slots(country: Country, rows: int, seed: int) -> list[int]:
    """Return a list from which a row picks its organisation by chance: a rank, negative for a row
    in the three wijken of the member who is measured.

    Rank one has a fifth of all rows, then ever less. Of what is measured there is always at least
    one full page, also among few rows: else the ratio would compare a short page with a full one.
    """
    least = min(LEAST_ROWS / rows, 0.25)
    measured = set(country.kinds().values())
    whole = sum(1 / rank for rank in range(1, country.organisaties + 1))
    plain = {rank: 1 / rank / whole for rank in range(1, country.organisaties + 1)}
    fixed = {rank: max(plain[rank], least) for rank in measured}
    others = sum(share for rank, share in plain.items() if rank not in measured)
    rest = (1 - sum(fixed.values())) / others if others else 0
    share = {rank: fixed.get(rank, plain[rank] * rest) for rank in plain}
    found: list[int] = []
    for rank, part in share.items():
        count = max(1, round(part * SLOTS))
        own = min(count, max(1, round(least * SLOTS))) if rank in measured else 0
        found += [-rank] * own + [rank] * (count - own)
    random.Random(seed).shuffle(found)
    return found
