"""Building the example data from the ground up, in the order in which it happened."""

from datetime import date
from pathlib import Path

from django.db import transaction

from opbouw.voorbeeld.afspraak import make_afspraken
from opbouw.voorbeeld.bron import make_bronnen
from opbouw.voorbeeld.clock import Clock, When, backdated
from opbouw.voorbeeld.contact import make_contacten
from opbouw.voorbeeld.contactpersoon import make_contactpersonen
from opbouw.voorbeeld.entries import JAAR, EntryError, read
from opbouw.voorbeeld.gebied import make_gebieden
from opbouw.voorbeeld.initiatief import make_initiatieven
from opbouw.voorbeeld.invultijd import make_invultijden
from opbouw.voorbeeld.notitie import make_notities
from opbouw.voorbeeld.organisatie import make_organisaties, make_uitnodigingen
from opbouw.voorbeeld.overzetting import make_overzettingen
from opbouw.voorbeeld.ronde import make_rondes
from opbouw.voorbeeld.signaal import make_signalen, tell_answered
from opbouw.voorbeeld.tables import GROUND, STORY
from opbouw.voorbeeld.verband import make_verbanden
from opbouw.voorbeeld.verhaal import make_verhalen
from opbouw.voorbeeld.zoekfilter import make_zoekfilters


@transaction.atomic
def build(today: date, jaar: Path = JAAR) -> None:
    """Fill an empty database with a year before this day; the same day gives the same content.

    Raises EntryError, which names the file and the entry, when the data is wrong.
    """
    clock = Clock(today)
    # All of it first: a misspelt field is found before anything is made.
    ground = read(jaar, "*.toml", GROUND)
    folders = sorted(path.name for path in jaar.iterdir() if path.is_dir())
    stories = {slug: read(jaar, f"{slug}/**/*.toml", STORY) for slug in folders}
    with backdated(clock.moment(When(430), 10)):
        gebieden = make_gebieden(ground, today.year - 1)
    worlds = make_organisaties(ground, clock, gebieden)
    for slug, story in stories.items():
        if slug not in worlds:
            raise EntryError(f"The folder {jaar.name}/{slug} is of no organisation in {jaar.name}.")
        world = worlds[slug]
        make_uitnodigingen(world, story["uitnodiging"])
        make_contacten(world, story["contactmoment"])
        make_zoekfilters(world, story["zoekfilter"])
        make_invultijden(world, story["invultijd"])
        make_overzettingen(world, story["overzetting"])
        make_rondes(world, story["ronde"])
        make_afspraken(world, story["afspraak"])
        make_bronnen(world, story["bron"])
        make_verbanden(world, story["verband"])
        make_initiatieven(world, story["initiatief"])
        make_contactpersonen(world, story["contactpersoon"])
        make_signalen(world, story["signaal"])
        make_verhalen(world, story["verhaal"])
        make_notities(world, story["agendanotitie"])
        tell_answered(world, story["signaal"])
