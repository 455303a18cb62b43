"""Settling freezes a note: protected, looked over, and unchanged whatever comes after."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from opbouw.lib.writing.transitions import Refused
from signalen.inhoud import from_json
from signalen.models import Agendanotitie, NotitieVersie, Signaal, Verhaal
from signalen.queries.inhoud import compose
from tests.conftest import ClientFor
from tests.keten import (
    BSN,
    at_once,
    begun,
    interpreted,
    mark,
    noted,
    reopen,
    settle,
    settled,
    trail,
    usable,
    vraag,
    words,
    written,
)
from wijken.models import Cijfer, Contactmoment, Gebied, Lidmaatschap, Organisatie
from wijken.queries.cijfer import as_written


@pytest.fixture
def notitie(opbouwwerker: Lidmaatschap, gemeente: Organisatie, buurt: Gebied) -> Agendanotitie:
    """A complete concept."""
    return written(begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt)), opbouwwerker)


def test_settling_freezes_the_content_and_asks_for_the_pdf(
    notitie: Agendanotitie, coordinator: Lidmaatschap
) -> None:
    before, today = mark(), timezone.localdate()
    versie = settle(notitie=notitie, by=coordinator)
    notitie.refresh_from_db()
    assert (notitie.staat, notitie.reactie_voor) == ("vastgesteld", today + timedelta(weeks=6))
    row = NotitieVersie.objects.values().get()
    inhoud = from_json(row["inhoud"])
    assert inhoud == compose(notitie, versie=1, datum=today)
    left_out = {"id", "inhoud", "vastgesteld_op", "job_aangevraagd_op"}
    assert {k: v for k, v in row.items() if k not in left_out} == {
        "organisatie_id": notitie.organisatie_id,
        "notitie_id": notitie.pk,
        "nummer": 1,
        "vastgesteld_door_id": coordinator.pk,
        "bestand": "",
        "sha256": "",
        "job_staat": "aangevraagd",
        "job_pogingen": 0,
        "job_lease_tot": None,
        "job_reden": "",
        "job_verstuurd_op": None,
        "job_klaar_op": None,
    }
    assert versie.pk == NotitieVersie.objects.get().pk
    kind, who = "signalen.agendanotitie", coordinator.gebruiker_id
    assert trail(before) == [("notitie_vastgesteld", kind, who, "concept", "vastgesteld")]


def test_the_municipality_has_its_own_term(
    notitie: Agendanotitie, coordinator: Lidmaatschap, gemeente: Organisatie
) -> None:
    gemeente.reactietermijn_weken = 10
    gemeente.save()
    settle(notitie=notitie, by=coordinator)
    notitie.refresh_from_db()
    assert notitie.reactie_voor == timezone.localdate() + timedelta(weeks=10)


def test_a_day_that_was_chosen_stays(
    notitie: Agendanotitie, opbouwwerker: Lidmaatschap, coordinator: Lidmaatschap
) -> None:
    day = timezone.localdate() + timedelta(days=3)
    settle(notitie=written(notitie, opbouwwerker, reactie_voor=day), by=coordinator)
    notitie.refresh_from_db()
    assert notitie.reactie_voor == day


def test_the_agreed_term_counts_anew_and_a_chosen_day_does_not(
    notitie: Agendanotitie, opbouwwerker: Lidmaatschap, coordinator: Lidmaatschap
) -> None:
    day = timezone.localdate() + timedelta(days=3)
    for chosen, kept in ((None, None), (day, day)):
        settled(written(notitie, opbouwwerker, reactie_voor=chosen), coordinator)
        reopen(notitie=notitie, by=coordinator)
        notitie.refresh_from_db()
        assert notitie.reactie_voor == kept


def test_an_incomplete_note_is_refused_with_all_it_lacks(
    notitie: Agendanotitie, opbouwwerker: Lidmaatschap, coordinator: Lidmaatschap
) -> None:
    written(notitie, opbouwwerker, vragen=[], in_het_kort="")
    before = mark()
    with pytest.raises(Refused) as caught:
        settle(notitie=notitie, by=coordinator)
    assert str(caught.value) == (
        "Schrijf “In het kort”: wat is er, voor wie, wat vraag je? Stel ten minste één vraag."
    )
    notitie.refresh_from_db()
    assert (notitie.staat, NotitieVersie.objects.count(), trail(before)) == ("concept", 0, [])


def test_settling_twice_is_once(notitie: Agendanotitie, coordinator: Lidmaatschap) -> None:
    first = settle(notitie=notitie, by=coordinator)
    before = mark()
    assert settle(notitie=notitie, by=coordinator) == first
    assert (NotitieVersie.objects.count(), trail(before)) == (1, [])


def test_only_the_text_that_was_on_the_page_is_settled(
    notitie: Agendanotitie,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    client_for: ClientFor,
) -> None:
    lead, path = client_for(coordinator), f"/notities/{notitie.pk}/"
    read = f'name="stand" value="{notitie.stand}"'
    assert read in lead.get(path).content.decode()
    old = {"stand": notitie.stand, "nagekeken": "1"}
    written(notitie, opbouwwerker, duiding="Mevrouw Jansen zei iets heel anders.")
    before = mark()
    for data in (old, {}, {"stand": "x"}):
        response = lead.post(f"{path}vaststellen/", data, follow=True)
        page = response.content.decode()
        assert response.redirect_chain == [(path, 302)]
        assert "Een collega heeft deze notitie intussen gewijzigd." in page
        assert "Duiding: “Mevrouw Jansen”" in words(page)
    notitie.refresh_from_db()
    assert (notitie.staat, NotitieVersie.objects.count(), trail(before)) == ("concept", 0, [])
    # Settled by a colleague with another text: that is no second press either.
    settle(notitie=notitie, by=coordinator, nagekeken=True)
    page = lead.post(f"{path}vaststellen/", old, follow=True).content.decode()
    assert "Jij hebt niets vastgesteld." in page
    assert NotitieVersie.objects.count() == 1
    assert lead.post(f"{path}vaststellen/", {"stand": "9" * 40}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_settling_twice_at_the_same_moment_is_once(
    notitie: Agendanotitie, coordinator: Lidmaatschap
) -> None:
    found = at_once(*[lambda: settle(notitie=notitie, by=coordinator)] * 3)
    assert sorted(type(one).__name__ for one in found) == ["NotitieVersie"] * 3
    assert NotitieVersie.objects.count() == 1


def test_reopening_twice_is_once_and_never_a_version_that_was_not_on_the_page(
    notitie: Agendanotitie, coordinator: Lidmaatschap, client_for: ClientFor
) -> None:
    settled(notitie, coordinator)
    lead, path = client_for(coordinator), f"/notities/{notitie.pk}/"
    assert 'name="versie" value="1"' in lead.get(path).content.decode()
    before = mark()
    for _ in range(2):
        page = lead.post(f"{path}heropenen/", {"versie": "1"}, follow=True).content.decode()
        assert "De notitie is weer een concept." in page
    assert [row[0] for row in trail(before)] == ["notitie_heropend"]
    settled(notitie, coordinator)
    for data in ({"versie": "1"}, {}):
        page = lead.post(f"{path}heropenen/", data, follow=True).content.decode()
        assert "Deze notitie is intussen opnieuw vastgesteld. Jij hebt niets heropend." in page
    notitie.refresh_from_db()
    assert notitie.staat == "vastgesteld"


@pytest.mark.django_db(transaction=True)
def test_reopening_twice_at_the_same_moment_is_once(
    notitie: Agendanotitie, coordinator: Lidmaatschap
) -> None:
    settled(notitie, coordinator)
    before = mark()
    assert at_once(*[lambda: reopen(notitie=notitie, by=coordinator)] * 3) == [None] * 3
    assert [row[0] for row in trail(before)] == ["notitie_heropend"]


def test_a_later_change_leaves_the_old_version_and_makes_a_second(
    notitie: Agendanotitie, opbouwwerker: Lidmaatschap, coordinator: Lidmaatschap
) -> None:
    first = settled(notitie, coordinator)
    frozen = first.inhoud
    before = mark()
    reopen(notitie=notitie, by=coordinator)
    notitie.refresh_from_db()
    written(notitie, opbouwwerker, in_het_kort="Nu anders.", titel="Andere titel")
    second = settle(notitie=notitie, by=coordinator)
    first.refresh_from_db()
    assert (first.inhoud, second.nummer) == (frozen, 2)
    inhoud = from_json(second.inhoud)
    today = timezone.localdate()
    assert (inhoud.in_het_kort, inhoud.titel, len(inhoud.versies)) == (
        "Nu anders.",
        "Andere titel",
        2,
    )
    assert inhoud.datum == today
    kind = "signalen.agendanotitie"
    lead, worker = coordinator.gebruiker_id, opbouwwerker.gebruiker_id
    assert trail(before) == [
        ("notitie_heropend", kind, lead, "vastgesteld", "concept"),
        ("notitie_gewijzigd", kind, worker, "", ""),
        ("notitie_vastgesteld", kind, lead, "concept", "vastgesteld"),
    ]


# --- Looked over once more ---
def test_a_bsn_anywhere_stops_it_and_the_part_is_named(
    notitie: Agendanotitie,
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    coordinator: Lidmaatschap,
    buurt: Gebied,
) -> None:
    verhaal = usable(opbouwwerker, collega, buurt)
    Verhaal.objects.filter(pk=verhaal.pk).update(tekst=f"Ik ben {BSN}.")
    richting = {"wat": f"Bel {BSN}", "voordelen": "", "nadelen": "", "drager": "wij"}
    places: list[tuple[str, dict[str, Any]]] = [
        ("Wat bewoners merken", {"verhalen": [verhaal]}),
        ("In het kort", {"in_het_kort": f"Zie {BSN}"}),
        ("Onze vraag", {"vragen": [vraag(f"Help {BSN}")]}),
        ("Mogelijke richtingen", {"richtingen": [richting]}),
        ("Wie de gemeente kan bellen of mailen", {"contact": f"{BSN}"}),
        ("de kop", {"cc": f"{BSN}"}),
    ]
    for deel, changes in places:
        notitie.refresh_from_db()
        written(notitie, opbouwwerker, **{"contact": "wij", "cc": "", **changes})
        with pytest.raises(Refused) as caught:
            settle(notitie=notitie, by=coordinator, nagekeken=True)
        assert str(caught.value) == (
            f"Er staat iets in dat op een BSN lijkt, bij “{deel}”. Haal het eerst weg."
        )
    notitie.refresh_from_db()
    assert (notitie.staat, NotitieVersie.objects.count()) == ("concept", 0)


def test_anything_else_asks_for_a_tick_on_the_page(
    notitie: Agendanotitie,
    opbouwwerker: Lidmaatschap,
    coordinator: Lidmaatschap,
    client_for: ClientFor,
) -> None:
    notitie = written(notitie, opbouwwerker, duiding="Mevrouw Jansen zei het. Bel 06 12345678.")
    lead = client_for(coordinator)
    page = lead.get(f"/notities/{notitie.pk}/").content.decode()
    assert "Duiding: “<bdi>Mevrouw Jansen</bdi>”" in page
    assert 'name="nagekeken"' in page
    path = f"/notities/{notitie.pk}/vaststellen/"
    refused = lead.post(path, {"stand": notitie.stand}, follow=True)
    assert "bij “Duiding”, en vink dat aan." in refused.content.decode()
    assert NotitieVersie.objects.count() == 0
    tick = refused.context["nagekeken"]
    # What comes from elsewhere was changed after the page was read: the tick did not cover it.
    signaal = notitie.signalen.get()
    Signaal.objects.filter(pk=signaal.pk).update(
        lijnen=["verbinden"], lijn_waarom="Meneer De Boer zegt het."
    )
    refused = lead.post(path, {"stand": notitie.stand, "nagekeken": tick}, follow=True)
    assert "Meneer De Boer" in words(refused.content.decode())
    assert NotitieVersie.objects.count() == 0
    tick = refused.context["nagekeken"]
    assert f'name="nagekeken" value="{tick}"' in refused.content.decode()
    ticked = lead.post(path, {"stand": notitie.stand, "nagekeken": tick})
    assert ticked.headers["Location"] == f"/notities/{notitie.pk}/"
    assert NotitieVersie.objects.count() == 1


def test_a_worker_is_named_as_contact_without_a_tick(
    notitie: Agendanotitie, opbouwwerker: Lidmaatschap, coordinator: Lidmaatschap
) -> None:
    written(notitie, opbouwwerker, contact="mevrouw Bennani, 06 12345678", cc="de heer De Vries")
    assert settle(notitie=notitie, by=coordinator).nummer == 1


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


def test_we_are_called_by_our_name(notitie: Agendanotitie, opbouwwerker: Lidmaatschap) -> None:
    def weg(drager: str) -> dict[str, str]:
        return {"wat": "Iets", "voordelen": "", "nadelen": "", "drager": drager}

    written(notitie, opbouwwerker, richtingen=[weg("wij"), weg("ander"), weg("bewoners")])
    inhoud = compose(notitie, versie=1, datum=date(2026, 11, 23))
    carriers = [richting.drager for richting in inhoud.richtingen]
    assert carriers == ["Welzijn De Brink", "iemand anders", "bewoners"]


# --- The three lines ---
def test_a_reason_stands_once_with_all_its_lines(
    opbouwwerker: Lidmaatschap, gemeente: Organisatie, buurt: Gebied
) -> None:
    given = [
        (["koppelen", "verbinden"], "buren rijden, de bus is van de provincie"),
        # Brings no line that is not there yet, so page one stays short.
        (["koppelen"], "nog een reden"),
        (["verbinden", "overbruggen"], "de club haalt op"),
    ]
    signalen = [
        interpreted(opbouwwerker, buurt, lijnen=lijnen, lijn_waarom=waarom)
        for lijnen, waarom in given
    ]
    concept = begun(opbouwwerker, gemeente, *signalen)
    concept.lijnen, concept.lijn_waarom = ["koppelen"], "zegt minder dan een signaal"
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert inhoud.redenen == (
        ("buren rijden, de bus is van de provincie", ("verbinden", "koppelen")),
        ("de club haalt op", ("verbinden", "overbruggen")),
    )
    assert inhoud.langs == ("verbinden", "koppelen", "overbruggen")


def test_the_reason_of_the_note_speaks_for_lines_that_no_signal_explains(
    opbouwwerker: Lidmaatschap, gemeente: Organisatie, buurt: Gebied
) -> None:
    concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, buurt, lijnen=["koppelen"]))
    bare = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert bare.redenen == (("", ("koppelen",)),)
    concept.lijnen, concept.lijn_waarom = ["koppelen", "verbinden"], "de buurt vraagt het samen"
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert inhoud.redenen == (("de buurt vraagt het samen", ("verbinden", "koppelen")),)


# --- Small numbers ---
@pytest.mark.parametrize(
    ("talks", "text"),
    [
        (1, "minder dan 10"),
        (9, "minder dan 10"),
        (10, "ongeveer 10"),
        (12, "ongeveer 10"),
        (13, "ongeveer 15"),
    ],
)
def test_how_often_it_was_heard_is_protected(
    talks: int,
    text: str,
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
) -> None:
    contacten = [noted(opbouwwerker, buurt) for _ in range(talks)]
    signaal = interpreted(opbouwwerker, buurt, contacten)
    verhaal = usable(opbouwwerker, collega, buurt, signaal=signaal)
    concept = begun(opbouwwerker, gemeente, signaal)
    written(concept, opbouwwerker, verhalen=[verhaal])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    month = inhoud.hoe_vaak.removeprefix("We hoorden dit in ").partition(" in ")[0]
    assert inhoud.hoe_vaak == f"We hoorden dit in {month} in {text} gesprekken."
    assert inhoud.herkomst == f"Deze notitie rust op 1 signaal uit {text} gesprekken, in {month}."
    told = "" if talks < 10 else f"zo vaak hoorden we dit: {text} keer"
    assert [one.gehoord for one in inhoud.verhalen] == [told]


def test_the_threshold_of_the_organisation_counts(
    notitie: Agendanotitie, opbouwwerker: Lidmaatschap, buurt: Gebied
) -> None:
    notitie.organisatie.drempel = 20
    notitie.signalen.get().contacten.add(
        *[noted(opbouwwerker, buurt) for _ in range(15)],
        through_defaults={"organisatie": notitie.organisatie},
    )
    inhoud = compose(notitie, versie=1, datum=date(2026, 11, 23))
    assert "minder dan 20 gesprekken" in inhoud.hoe_vaak
    assert "Aantallen onder de 20 staan er als “minder dan 20”" in inhoud.telwijze


def test_nothing_heard_is_said_without_a_number(notitie: Agendanotitie) -> None:
    inhoud = compose(notitie, versie=1, datum=date(2026, 11, 23))
    assert inhoud.hoe_vaak == ""
    assert inhoud.herkomst.startswith("Deze notitie rust op 1 signaal uit 0 gesprekken, in ")


def test_the_period_is_whole_months(notitie: Agendanotitie) -> None:
    notitie.periode_van, notitie.periode_tot = date(2026, 1, 17), date(2026, 2, 3)
    inhoud = compose(notitie, versie=1, datum=date(2026, 11, 23))
    assert (inhoud.periode_van, inhoud.periode_tot) == (date(2026, 1, 1), date(2026, 2, 28))
    assert "17" not in inhoud.herkomst + inhoud.hoe_vaak


def figure(gebied: Gebied, waarde: int) -> Cijfer:
    return Cijfer.objects.create(
        gebied=gebied, sleutel="gas", naam="Gas", waarde=waarde, eenheid="m³", bron="CBS", jaar=2024
    )


def test_a_figure_of_a_buurt_where_it_was_heard_stands_beside_that_of_the_wijk(
    opbouwwerker: Lidmaatschap, gemeente: Organisatie, buurt: Gebied, wijk: Gebied
) -> None:
    molenhoek = Gebied.objects.get(code="BU999901A1")
    assert wijk.ouder
    around = figure(wijk.ouder, 1120)
    own, beside, average = figure(buurt, 1480), figure(molenhoek, 1200), figure(wijk, 1130)
    elsewhere = figure(Gebied.objects.get(code="BU99990002"), 7)
    signalen = [interpreted(opbouwwerker, gebied) for gebied in (buurt, molenhoek)]
    concept = begun(opbouwwerker, gemeente, *signalen)
    written(concept, opbouwwerker, cijfers=[elsewhere, average, own, beside])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    gemeente_beside = f"gemeente: {as_written(around.waarde, 'm³')}"
    assert [(one.gebied, one.waarde, one.vergelijking) for one in inhoud.cijfers] == [
        (buurt.naam, "1.480\u00a0m³", gemeente_beside),
        ("Molenhoek", "1.200\u00a0m³", gemeente_beside),
        (f"{wijk.naam} (wijk)", "1.130\u00a0m³", gemeente_beside),
    ]


def test_the_figure_of_the_municipality_is_not_put_beside_itself(
    opbouwwerker: Lidmaatschap,
    gemeente: Organisatie,
    buurt: Gebied,
    andere_buurt: Gebied,
    zonderwater: Gebied,
) -> None:
    signalen = [interpreted(opbouwwerker, gebied) for gebied in (buurt, andere_buurt)]
    concept = begun(opbouwwerker, gemeente, *signalen)
    written(concept, opbouwwerker, cijfers=[figure(zonderwater, 1120)])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert [(one.gebied, one.vergelijking) for one in inhoud.cijfers] == [
        ("Zonderwater (gemeente)", "")
    ]


@pytest.mark.parametrize("inwoners", [49, None])
def test_a_very_small_buurt_counts_with_its_wijk_in_name_and_figures(
    inwoners: int | None,
    opbouwwerker: Lidmaatschap,
    gemeente: Organisatie,
    andere_wijk: Gebied,
    client_for: ClientFor,
) -> None:
    klein = Gebied.objects.get(code="BU99990002")
    klein.inwoners = inwoners
    klein.save()
    own, wijk_cijfer = figure(klein, 7), figure(andere_wijk, 1200)
    concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, klein))
    form = client_for(opbouwwerker).get(f"/notities/{concept.pk}/wijzig/").context["form"]
    assert list(form.fields["cijfers"].queryset) == [wijk_cijfer]
    written(concept, opbouwwerker, cijfers=[own, wijk_cijfer])
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert (inhoud.gebied_code, inhoud.gebied_naam) == ("WK999900", "Oude Haven")
    assert [cijfer.waarde for cijfer in inhoud.cijfers] == ["1.200\u00a0m³"]
    assert "Havenhoofd" not in str(inhoud)


def test_fifty_inhabitants_are_enough(
    opbouwwerker: Lidmaatschap, gemeente: Organisatie, zonderwater: Gebied
) -> None:
    Gebied.objects.filter(code="BU99990002").update(inwoners=50)
    klein = Gebied.objects.get(code="BU99990002")
    concept = begun(opbouwwerker, gemeente, interpreted(opbouwwerker, klein))
    inhoud = compose(concept, versie=1, datum=date(2026, 11, 23))
    assert inhoud.gebied_naam == "Havenhoofd"


def test_a_worker_may_not_settle(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, notitie: Agendanotitie
) -> None:
    worker: Client = client_for(opbouwwerker)
    for step in ("vaststellen", "heropenen", "verzenden"):
        assert worker.post(f"/notities/{notitie.pk}/{step}/").status_code == 404
    notitie.refresh_from_db()
    assert notitie.staat == "concept"


def test_an_earlier_version_is_dated_by_our_own_midnight(
    notitie: Agendanotitie, coordinator: Lidmaatschap
) -> None:
    first = settled(notitie, coordinator)
    # Half past midnight here is still the evening before in UTC.
    moment = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)
    NotitieVersie.objects.filter(pk=first.pk).update(vastgesteld_op=moment)
    inhoud = compose(notitie, versie=2, datum=date(2026, 5, 6))
    assert inhoud.versies == ("versie 1: 5 mei 2026", "versie 2: 6 mei 2026")


def test_a_signal_that_was_corrected_moves_the_area_and_the_period_of_the_letter(
    opbouwwerker: Lidmaatschap, coordinator: Lidmaatschap, gemeente: Organisatie, buurt: Gebied
) -> None:
    contact = noted(opbouwwerker, buurt)
    signaal = interpreted(opbouwwerker, buurt, [contact])
    notitie = written(begun(opbouwwerker, gemeente, signaal), opbouwwerker)
    other = Gebied.objects.get(code="BU99990001")
    Signaal.objects.filter(pk=signaal.pk).update(gebied=other)
    long_ago = timezone.localtime() - timedelta(days=200)
    Contactmoment.objects.filter(pk=contact.pk).update(op=long_ago)
    inhoud = from_json(settled(notitie, coordinator).inhoud)
    assert (inhoud.gebied_naam, inhoud.periode_van) == (
        other.naam,
        long_ago.date().replace(day=1),
    )
