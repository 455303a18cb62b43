"""The world of the tests: its places, its organisations, its people and their browsers.

Each is made when a test first names it, so that no test pays for rows that it does not use.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.test import Client

from tests import personas
from wijken.models import Gebied, Lidmaatschap, Organisatie
from wijken.queries.lid import SESSION_KEY
from wijken.toegang.form_membership import FIELD, signed


class LidClient(Client):
    """A browser in which a member has logged in; what it sends was drawn for that membership.

    Like the CSRF token, the field is left to the pages themselves when forms are checked.
    """

    def __init__(self, lid: Lidmaatschap) -> None:
        super().__init__()
        self.lid = lid
        self.force_login(
            lid.gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        session = self.session
        session[SESSION_KEY] = lid.pk
        session.save()

    def post(self, path: Any, data: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Send a form as a page would that was drawn for this member."""
        if not self.handler.enforce_csrf_checks and isinstance(data, Mapping | None):
            data = {FIELD: signed(self.lid), **(data or {})}
        return super().post(path, data, *args, **kwargs)


class Wereld:
    """Two municipalities, four organisations and eight people, all rows of the database."""

    # --- Areas ---
    @cached_property
    def zonderwater(self) -> Gebied:
        """The municipality GM9999, with its wijken and buurten."""
        return personas.make_zonderwater()

    @cached_property
    def ver_weg(self) -> Gebied:
        """Another municipality, GM9998."""
        return personas.make_ver_weg()

    @cached_property
    def weide(self) -> Gebied:
        """De Weide, the wijk where Samira works."""
        return self._area("WK999901")

    @cached_property
    def klaverveld(self) -> Gebied:
        """A buurt in De Weide."""
        return self._area("BU99990100")

    @cached_property
    def oude_haven(self) -> Gebied:
        """The wijk where Joost works."""
        return self._area("WK999900")

    @cached_property
    def kade(self) -> Gebied:
        """A buurt in Oude Haven."""
        return self._area("BU99990000")

    # --- Organisations ---
    @cached_property
    def de_brink(self) -> Organisatie:
        """The welfare organisation that everything in a test belongs to."""
        return personas.make_organisatie(
            "Welzijn De Brink", "de-brink", "welzijn", self.zonderwater
        )

    @cached_property
    def overkant(self) -> Organisatie:
        """Ruben's welfare organisation, in the same municipality: the strictest neighbour."""
        return personas.make_organisatie(
            "Stichting Overkant", "overkant", "welzijn", self.zonderwater
        )

    @cached_property
    def gemeente(self) -> Organisatie:
        """The municipality that De Brink writes to."""
        return personas.make_organisatie(
            "Gemeente Zonderwater", "gemeente-zonderwater", "gemeente", self.zonderwater
        )

    @cached_property
    def gemeente_ver_weg(self) -> Organisatie:
        """A municipality that has nothing to do with it."""
        return personas.make_organisatie(
            "Gemeente Verweg", "gemeente-verweg", "gemeente", self.ver_weg
        )

    # --- People, as memberships ---
    @cached_property
    def samira(self) -> Lidmaatschap:
        """An opbouwwerker of De Brink, in De Weide."""
        return personas.make_lid(personas.SAMIRA, self.de_brink, self.weide)

    @cached_property
    def joost(self) -> Lidmaatschap:
        """Her colleague in Oude Haven."""
        return personas.make_lid(personas.JOOST, self.de_brink, self.oude_haven)

    @cached_property
    def marijke(self) -> Lidmaatschap:
        """Their coördinator; without areas of her own, she sees the whole municipality."""
        return personas.make_lid(personas.MARIJKE, self.de_brink)

    @cached_property
    def beatrix(self) -> Lidmaatschap:
        """The beheerder, who manages the members of De Brink."""
        return personas.make_lid(personas.BEATRIX, self.de_brink)

    @cached_property
    def ruben(self) -> Lidmaatschap:
        """The stranger: an opbouwwerker of Overkant."""
        return personas.make_lid(personas.RUBEN, self.overkant)

    @cached_property
    def anneke(self) -> Lidmaatschap:
        """She answers for the municipality."""
        return personas.make_lid(personas.ANNEKE, self.gemeente)

    @cached_property
    def leo(self) -> Lidmaatschap:
        """He reads for the municipality and may not answer."""
        return personas.make_lid(personas.LEO, self.gemeente)

    @cached_property
    def fatima(self) -> Lidmaatschap:
        """She answers for the other municipality."""
        return personas.make_lid(personas.FATIMA, self.gemeente_ver_weg)

    def lid(self, naam: str) -> Lidmaatschap:
        """Return the person whom a parameter of a test names."""
        found = getattr(self, naam)
        assert isinstance(found, Lidmaatschap), naam
        return found

    def bring(self, *names: str) -> None:
        """Make these now, for a test that is about their being there."""
        for name in names:
            getattr(self, name)

    # --- Browsers ---
    @cached_property
    def anonymous(self) -> Client:
        """The browser of a visitor without an account."""
        return Client()

    def client(self, lid: Lidmaatschap) -> Client:
        """Return a browser in which this member has logged in."""
        return LidClient(lid)

    def _area(self, code: str) -> Gebied:
        return Gebied.objects.get(code=code, gemeentecode=self.zonderwater.code)
