"""The menu: one list of entries from all apps, and how much waits behind each."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from opbouw.floors import FLOORS
from opbouw.lib.web.pieces import up_to_99
from wijken.contract import IEDEREEN, Lidmaatschap, MenuEntry, Rol

VANDAAG = MenuEntry("vandaag", _("Vandaag"), "house", duim=1, rollen=IEDEREEN)
ZOEKEN = MenuEntry("zoeken", _("Zoeken"), "search")
# What disappears when, and what filling in costs, are reached from the team.
ONDER = {"/bewaren/": "team", "/invultijd/": "team"}


@dataclass(frozen=True)
class MenuLink:
    """An entry as one member sees it on one page.

    `hier` is the value of `aria-current`: "page" on the page itself, "true" on those below it.
    """

    url: str
    tekst: str
    kort: str
    icoon: str
    aantal: int
    hier: str
    knop: bool

    @property
    def teller(self) -> str:
        """How much waits, as it is written; nothing when nothing does."""
        return up_to_99(self.aantal) if self.aantal else ""


@dataclass(frozen=True)
class Menu:
    """The side bar in its two groups; the thumb bar, and what it has no place for."""

    groepen: tuple[tuple[MenuLink, ...], ...]
    duim: tuple[MenuLink, ...]
    meer: tuple[MenuLink, ...]


def counts(lid: Lidmaatschap) -> dict[str, int]:
    """Return per route how much waits for somebody; those where nothing waits are left out."""
    counted = [(one.route, one.aantal(lid)) for one in _entries(lid) if one.aantal is not None]
    return {route: number for route, number in counted if number}


def menu_of(lid: Lidmaatschap | None, path: str, *, counted: bool = True) -> Menu:
    """Return the menu on the page at this path; without a membership, an opbouwwerker's."""
    waiting = counts(lid) if counted and lid is not None else {}
    entries = _entries(lid)
    urls = [reverse(entry.route) for entry in entries]
    # A page belongs to the section with the longest address that its own begins with.
    own = [(url, url) for url in urls]
    elsewhere = [
        (address, reverse(route)) for address, route in _onder().items() if reverse(route) in urls
    ]
    here = max(
        ((address, url) for address, url in own + elsewhere if path.startswith(address)),
        key=lambda found: len(found[0]),
        default=("", ""),
    )[1]
    links = [
        MenuLink(
            url=url,
            tekst=str(entry.tekst),
            kort=str(entry.kort or entry.tekst),
            icoon=entry.icoon,
            aantal=waiting.get(entry.route, 0),
            hier=("page" if url == path else "true") if url == here else "",
            knop=entry.knop,
        )
        for entry, url in zip(entries, urls, strict=True)
    ]
    shown = list(zip(entries, links, strict=True))
    thumb = {entry.duim: link for entry, link in shown if entry.duim is not None}
    return Menu(
        groepen=tuple(
            tuple(link for entry, link in shown if entry.apart is apart) for apart in (False, True)
        ),
        duim=tuple(thumb[place] for place in sorted(thumb)),
        meer=tuple(link for entry, link in shown if entry.duim is None),
    )


def _onder() -> dict[str, str]:
    return {
        address: route
        for one in (ONDER, *(f.onder for f in FLOORS))
        for address, route in one.items()
    }


def _entries(lid: Lidmaatschap | None) -> list[MenuEntry]:
    rol = lid.rol if lid is not None else Rol.OPBOUWWERKER
    every = (VANDAAG, ZOEKEN, *(entry for floor in FLOORS for entry in floor.menu))
    return sorted((one for one in every if rol in one.rollen), key=lambda entry: entry.apart)
