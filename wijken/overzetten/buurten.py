"""Which buurt a cell means: by its code or its name, among those where the organisation works."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from opbouw.lib.text.names import folded
from wijken.models import Gebied, GebiedSoort, Lidmaatschap
from wijken.queries.noteer import open_buurten, own_buurten

# Number of buurten of one name that are listed with their codes.
NAMED = 4


class Buurten:
    """The buurten of an organisation by name and code, read once for a file."""

    def __init__(self, lid: Lidmaatschap) -> None:
        rows = open_buurten(lid, own_buurten(lid)).select_related("ouder").defer("ouder__vorm")
        self._by_code: dict[str, Gebied] = {}
        self._by_name: dict[str, list[Gebied]] = defaultdict(list)
        for one in rows.order_by("code"):
            self._by_code[one.code] = one
            self._by_name[one.gevouwen].append(one)
        gemeenten = {one.gemeentecode for one in self._by_code.values()}
        self._of_before(gemeenten)
        wijken = Gebied.objects.current().filter(gemeentecode__in=gemeenten, soort=GebiedSoort.WIJK)
        self._wijken = set(wijken.values_list("gevouwen", flat=True))

    def _of_before(self, gemeenten: set[str]) -> None:
        """Know the codes of earlier editions that one buurt followed: a list may be years old."""
        before = Gebied.objects.filter(
            gemeentecode__in=gemeenten, actueel=False, soort=GebiedSoort.BUURT
        )
        for code, followers in before.order_by("jaar").values_list("code", "opvolgers"):
            now = [one for one in followers if one in self._by_code]
            if code not in self._by_code and len(now) == 1:
                self._by_code[code] = self._by_code[now[0]]

    def find(self, text: str) -> tuple[int | None, str]:
        """Return the key of the buurt that a cell means, or none and why not."""
        said = text.strip()
        if (by_code := self._by_code.get(said.upper())) is not None:
            return by_code.pk, ""
        found = self._by_name.get(folded(said), [])
        if len(found) == 1:
            return found[0].pk, ""
        if found:
            return None, self._which(found)
        if folded(said) in self._wijken:
            return None, _("De buurt is een hele wijk. Schrijf de naam of de code van de buurt.")
        return None, _("Deze buurt kennen we niet, of hij ligt buiten jullie werkgebied.")

    def _which(self, found: list[Gebied]) -> str:
        said = [f"{one.code} ({one.wijk.naam})" for one in found[:NAMED]]
        return _("Er zijn %(number)s buurten met deze naam. Schrijf de code: %(codes)s.") % {
            "number": len(found),
            "codes": ", ".join(said) + (", …" if len(found) > NAMED else ""),
        }
