"""What a letter says is put together from the note and all that it rests on."""

from datetime import UTC, date, datetime

import pytest

from signalen.models import Agendanotitie, NotitieVersie, Signaal
from signalen.queries.inhoud import compose
from signalen.queries.notitie import missing
from tests.keten import (
    make_complete_concept,
    make_concept,
    make_contact,
    make_interpreted_signaal,
    make_versie,
)
from tests.wereld import Wereld
from wijken.models import Contactmoment


@pytest.fixture
def notitie(wereld: Wereld) -> Agendanotitie:
    """A complete concept."""
    return make_complete_concept(
        make_concept(
            wereld.samira,
            wereld.gemeente,
            make_interpreted_signaal(wereld.samira, wereld.klaverveld),
        ),
        wereld.samira,
    )


# --- As one says it ---
@pytest.mark.parametrize(
    ("wie", "naam", "text"),
    [
        ("college", "Gemeente Zonderwater", "college van de gemeente Zonderwater"),
        ("college", "gemeente Bergen op Zoom", "college van de gemeente Bergen op Zoom"),
        ("raad van Zonderwater", "Gemeente Zonderwater", "raad van Zonderwater"),
        ("college", "Zonderwater", "college van Zonderwater"),
    ],
)
def test_whom_it_is_for_reads_as_a_sentence(
    wie: str, naam: str, text: str, notitie: Agendanotitie
) -> None:
    notitie.aan_wie, notitie.aan.naam = wie, naam
    assert compose(notitie, versie=1, datum=date(2026, 11, 23)).aan == text


def test_we_are_called_by_our_name(wereld: Wereld, notitie: Agendanotitie) -> None:
    def weg(drager: str) -> dict[str, str]:
        return {"wat": "Iets", "voordelen": "", "nadelen": "", "drager": drager}

    make_complete_concept(
        notitie, wereld.samira, richtingen=[weg("wij"), weg("ander"), weg("bewoners")]
    )
    inhoud = compose(notitie, versie=1, datum=date(2026, 11, 23))
    carriers = [richting.drager for richting in inhoud.richtingen]
    assert carriers == ["Welzijn De Brink", "iemand anders", "bewoners"]


def test_somebody_else_is_called_by_name(wereld: Wereld, notitie: Agendanotitie) -> None:
    other = {"wat": "Iets", "voordelen": "", "nadelen": "", "drager": "ander"}
    named = {**other, "drager_naam": "de corporatie"}
    make_complete_concept(notitie, wereld.samira, richtingen=[named])
    inhoud = compose(notitie, versie=1, datum=date(2026, 11, 23))
    assert [richting.drager for richting in inhoud.richtingen] == ["de corporatie"]
    assert missing(notitie) == []
    # As forms wrote it before they asked for the name.
    notitie.refresh_from_db()
    make_complete_concept(notitie, wereld.samira, richtingen=[named, other])
    assert [(one.tekst, one.anker) for one in missing(notitie)] == [
        ("Schrijf bij richting 2 op wie het doet.", "id_richting-1-drager_naam")
    ]


def test_the_period_is_that_of_the_conversations(wereld: Wereld) -> None:
    """A signal that is noted in May says nothing of when people spoke."""
    contacten = [make_contact(wereld.samira, wereld.klaverveld) for _ in range(2)]
    days = [datetime(2026, 1, 17, 12, tzinfo=UTC), datetime(2026, 3, 2, 12, tzinfo=UTC)]
    for contact, op in zip(contacten, days, strict=True):
        Contactmoment.objects.filter(pk=contact.pk).update(op=op)
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld, contacten)
    Signaal.objects.filter(pk=signaal.pk).update(op=datetime(2026, 5, 20, 12, tzinfo=UTC))
    notitie = make_concept(wereld.samira, wereld.gemeente, signaal)
    assert (notitie.periode_van, notitie.periode_tot) == (date(2026, 1, 17), date(2026, 3, 2))
    # Without a conversation there is no other day than that of the signal itself.
    alone = make_interpreted_signaal(wereld.samira, wereld.klaverveld)
    Signaal.objects.filter(pk=alone.pk).update(op=datetime(2026, 5, 20, 12, tzinfo=UTC))
    notitie = make_concept(wereld.samira, wereld.gemeente, Signaal.objects.get(pk=alone.pk))
    assert notitie.periode_van == notitie.periode_tot == date(2026, 5, 20)


# --- The three lines ---
def test_a_reason_stands_once_with_all_its_lines(wereld: Wereld) -> None:
    given = [
        (["koppelen", "verbinden"], "buren rijden, de bus is van de provincie"),
        # Brings no line that is not there yet, so page one stays short.
        (["koppelen"], "nog een reden"),
        (["verbinden", "overbruggen"], "de club haalt op"),
    ]
    signalen = [
        make_interpreted_signaal(
            wereld.samira, wereld.klaverveld, lijnen=lijnen, lijn_waarom=waarom
        )
        for lijnen, waarom in given
    ]
    concept = make_concept(wereld.samira, wereld.gemeente, *signalen)
    concept.lijnen, concept.lijn_waarom = ["koppelen"], "zegt minder dan een signaal"
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert inhoud.redenen == (
        ("buren rijden, de bus is van de provincie", ("verbinden", "koppelen")),
        ("de club haalt op", ("verbinden", "overbruggen")),
    )
    assert inhoud.langs == ("verbinden", "koppelen", "overbruggen")


def test_the_reason_of_the_note_speaks_for_lines_that_no_signal_explains(wereld: Wereld) -> None:
    concept = make_concept(
        wereld.samira,
        wereld.gemeente,
        make_interpreted_signaal(wereld.samira, wereld.klaverveld, lijnen=["koppelen"]),
    )
    bare = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert bare.redenen == (("", ("koppelen",)),)
    concept.lijnen, concept.lijn_waarom = ["koppelen", "verbinden"], "de buurt vraagt het samen"
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert inhoud.redenen == (("de buurt vraagt het samen", ("verbinden", "koppelen")),)


def test_the_period_is_whole_months(notitie: Agendanotitie) -> None:
    notitie.periode_van, notitie.periode_tot = date(2026, 1, 17), date(2026, 2, 3)
    inhoud = compose(notitie, versie=1, datum=date(2026, 11, 23))
    assert inhoud.periode_van == date(2026, 1, 1)
    assert inhoud.periode_tot == date(2026, 2, 28)
    assert "17" not in inhoud.herkomst + inhoud.hoe_vaak


def test_an_earlier_version_is_dated_by_our_own_midnight(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    first = make_versie(notitie, wereld.marijke)
    # Half past midnight here is still the evening before in UTC.
    moment = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)
    NotitieVersie.objects.filter(pk=first.pk).update(vastgesteld_op=moment)
    inhoud = compose(notitie, versie=2, datum=date(2026, 5, 6))
    assert inhoud.versies == ("versie 1: 5 mei 2026", "versie 2: 6 mei 2026")
