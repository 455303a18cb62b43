"""Which fields of which model the TOML may give.

Names, types, lengths and choices are those of the model. Only what no field says has a word of its
own: when something happened, and by which name other entries refer to it.
"""

# The words in which a day may be told.
DAY = frozenset({"days_ago", "days_ahead"})
LATER = frozenset({"days_later"})
# Or counted from what it came from: a duiding from its signaal, a signaal from its last contact.
DAY_OR_LATER = DAY | {"days_later"}


class Table:
    """What one table may hold: fields of its model (with ? when optional), and words of its own."""

    def __init__(self, fields: str, **words: type | frozenset[str]) -> None:
        self.fields = [name.rstrip("?") for name in fields.split()]
        self.optional = {name.rstrip("?") for name in fields.split() if name.endswith("?")}
        # The type, or for a day the words in which it may be told.
        self.words = words


# What the files beside the organisations hold, by the name of the model.
GROUND = {
    "cijfer": Table("sleutel naam", change=int),
    "gebied": Table("code naam inwoners delen", lon=float, lat=float, cijfers=dict),
    "organisatie": Table("naam slug soort werkgebied bereikbaar"),
    "lidmaatschap": Table("gebruiker organisatie rol gebieden"),
}
# What the files of one organisation hold.
STORY = {
    "uitnodiging": Table("door naam email rol gebieden", gemaakt_op=DAY),
    "contactmoment": Table(
        "door gebied vindplaats plek thema aantal werksoorten tekst lijnen lijn_waarom afspraken",
        op=DAY | {"at", "month", "at_least_days_ago"},
        group=str,
        times=int,
        texts=list,
    ),
    "zoekfilter": Table("door naam woorden keuzes"),
    # The seconds are those of one month.
    "invultijd": Table("formulier", seconds=list, velden=list),
    "overzetting": Table("door naam koppen", gestuurd_op=DAY, lijst=list),
    "ronde": Table("door tellingen", dag=DAY, times=int),
    # Those without a contact.
    "afspraak": Table("door gebied wat bij verplaatsingen", op=DAY, gemaakt_op=DAY, off=str),
    "bron": Table(
        "door soort gebied naam omschrijving thema contact archief_want",
        genoemd_op=DAY,
        bevestigd_op=DAY,
        gearchiveerd_op=DAY,
    ),
    "verband": Table(
        "door bron andere instelling lijn waarom sterkte contact einde_want",
        sinds=DAY,
        geeindigd_op=DAY,
    ),
    "initiatief": Table(
        "contact titel plan nodig gebied plek thema lijnen lijn_waarom"
        " indiener berichten bewonersberichten terugkoppelingen",
        ingediend_op=DAY | {"at"},
        by=str,
    ),
    "contactpersoon": Table(
        "door bron initiatief rol naam telefoon email grond toestemming_hoe",
        toestemming_op=DAY,
        gesproken_op=DAY,
    ),
    "signaal": Table(
        "door contacten titel tekst gebied thema lijnen lijn_waarom kring kring_waar"
        " zonder_duiding_want niet_op_de_agenda_want duidingen terugkoppelingen",
        key=str,
        op=DAY_OR_LATER | {"at"},
        skip_interpreting=DAY,
        keep_off_agenda=DAY,
    ),
    "verhaal": Table(
        "door signaal gebied kring tekst toestemming_hoe toestemming_waarvoor nagelezen_door",
        key=str,
        op=DAY_OR_LATER,
        ingetrokken_op=DAY,
    ),
    "agendanotitie": Table(
        "door aan titel signalen verhalen initiatieven gekozen_bronnen cijfers aan_wie cc"
        " in_het_kort wat_opvalt"
        " wat_we_niet_weten duiding duiders tegengeluid spanningen bronnen geprobeerd"
        " terugkoppeling contact akkoord vragen richtingen",
        op=DAY,
        vastgesteld_op=DAY,
        verzonden_op=DAY,
        reactie_voor=DAY,
    ),
}
TERUGKOPPELING = Table("door kring waar hoe tekst", op=DAY)
# What is written below what it belongs to, by the name of the model.
PARTS = {
    "gebied": GROUND["gebied"],
    "telling": Table("gebied vindplaats plek thema aantal"),
    "afspraak": Table("wat", op=LATER, kept=bool),
    "verplaatsing": Table("want", naar=DAY, op=DAY),
    "indiener": Table("naam email van_ouder"),
    "bericht": Table("door tekst staat?", op=DAY),
    "bewonersbericht": Table("tekst", op=DAY),
    "initiatiefterugkoppeling": TERUGKOPPELING,
    "duiding": Table("met_wie tekst tegengeluid niet_gehoord spanning", op=DAY_OR_LATER),
    "signaalterugkoppeling": TERUGKOPPELING,
    "vraag": Table("soort aan wat antwoord", voor=DAY),
    "antwoord": Table(
        "uitkomst reden besluit besluit_nummer besluit_link drager", op=DAY, voor=DAY
    ),
    "richting": Table("wat voordelen nadelen drager drager_naam?"),
}
