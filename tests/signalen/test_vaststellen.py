"""Settling freezes a note: protected, looked over, and unchanged whatever comes after."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from opbouw.lib.writing.transitions import Refused
from signalen.inhoud import from_json
from signalen.models import Agendanotitie, NotitieVersie, Signaal, Verhaal
from signalen.queries.inhoud import compose
from tests.keten import (
    BSN,
    at_once,
    make_complete_concept,
    make_concept,
    make_contact,
    make_interpreted_signaal,
    make_usable_verhaal,
    make_versie,
    mark,
    reopen,
    settle,
    trail,
    vraag,
    words,
)
from tests.wereld import Wereld
from wijken.models import Contactmoment, Gebied


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


def test_settling_freezes_the_content_and_asks_for_the_pdf(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    before, today = mark(), timezone.localdate()
    versie = settle(notitie=notitie, by=wereld.marijke)
    notitie.refresh_from_db()
    assert notitie.staat == "vastgesteld"
    assert notitie.reactie_voor == today + timedelta(weeks=6)
    row = NotitieVersie.objects.values().get()
    inhoud = from_json(row["inhoud"])
    assert inhoud == compose(notitie, versie=1, datum=today)
    left_out = {"id", "inhoud", "vastgesteld_op", "job_aangevraagd_op"}
    assert {k: v for k, v in row.items() if k not in left_out} == {
        "organisatie_id": notitie.organisatie_id,
        "notitie_id": notitie.pk,
        "nummer": 1,
        "vastgesteld_door_id": wereld.marijke.pk,
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
    kind, who = "signalen.agendanotitie", wereld.marijke.gebruiker_id
    assert trail(before) == [("notitie_vastgesteld", kind, who, "concept", "vastgesteld")]


def test_the_municipality_has_its_own_term(wereld: Wereld, notitie: Agendanotitie) -> None:
    gemeente = wereld.gemeente
    gemeente.reactietermijn_weken = 10
    gemeente.save()
    settle(notitie=notitie, by=wereld.marijke)
    notitie.refresh_from_db()
    assert notitie.reactie_voor == timezone.localdate() + timedelta(weeks=10)


def test_a_day_that_was_chosen_stays(wereld: Wereld, notitie: Agendanotitie) -> None:
    day = timezone.localdate() + timedelta(days=3)
    settle(
        notitie=make_complete_concept(notitie, wereld.samira, reactie_voor=day), by=wereld.marijke
    )
    notitie.refresh_from_db()
    assert notitie.reactie_voor == day


def test_the_agreed_term_counts_anew_and_a_chosen_day_does_not(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    day = timezone.localdate() + timedelta(days=3)
    for chosen, kept in ((None, None), (day, day)):
        make_versie(
            make_complete_concept(notitie, wereld.samira, reactie_voor=chosen), wereld.marijke
        )
        reopen(notitie=notitie, by=wereld.marijke)
        notitie.refresh_from_db()
        assert notitie.reactie_voor == kept


def test_an_incomplete_note_is_refused_with_all_it_lacks(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    make_complete_concept(notitie, wereld.samira, vragen=[], in_het_kort="")
    before = mark()
    with pytest.raises(Refused) as caught:
        settle(notitie=notitie, by=wereld.marijke)
    assert str(caught.value) == (
        "Schrijf “In het kort”: wat is er, voor wie, wat vraag je? Stel ten minste één vraag."
    )
    notitie.refresh_from_db()
    assert notitie.staat == "concept"
    assert NotitieVersie.objects.count() == 0
    assert trail(before) == []


def test_settling_twice_is_once(wereld: Wereld, notitie: Agendanotitie) -> None:
    first = settle(notitie=notitie, by=wereld.marijke)
    before = mark()
    assert settle(notitie=notitie, by=wereld.marijke) == first
    assert NotitieVersie.objects.count() == 1
    assert trail(before) == []


def test_only_the_text_that_was_on_the_page_is_settled(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    lead, path = wereld.client(wereld.marijke), f"/notities/{notitie.pk}/"
    read = f'name="stand" value="{notitie.stand}"'
    assert read in lead.get(path).content.decode()
    old = {"stand": notitie.stand, "nagekeken": "1"}
    make_complete_concept(notitie, wereld.samira, duiding="Mevrouw Jansen zei iets heel anders.")
    before = mark()
    for data in (old, {}, {"stand": "x"}):
        response = lead.post(f"{path}vaststellen/", data, follow=True)
        page = response.content.decode()
        assert response.redirect_chain == [(path, 302)]
        assert "Een collega heeft deze notitie intussen gewijzigd." in page
        assert "Bij “Duiding”: “Mevrouw Jansen”" in words(page)
    notitie.refresh_from_db()
    assert notitie.staat == "concept"
    assert NotitieVersie.objects.count() == 0
    assert trail(before) == []
    # Settled by a colleague with another text: that is no second press either.
    settle(notitie=notitie, by=wereld.marijke, nagekeken=True)
    page = lead.post(f"{path}vaststellen/", old, follow=True).content.decode()
    assert "Jij hebt niets vastgesteld." in page
    assert NotitieVersie.objects.count() == 1
    assert lead.post(f"{path}vaststellen/", {"stand": "9" * 40}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_settling_twice_at_the_same_moment_is_once(wereld: Wereld, notitie: Agendanotitie) -> None:
    found = at_once(*[lambda: settle(notitie=notitie, by=wereld.marijke)] * 3)
    assert sorted(type(one).__name__ for one in found) == ["NotitieVersie"] * 3
    assert NotitieVersie.objects.count() == 1


def test_reopening_twice_is_once_and_never_a_version_that_was_not_on_the_page(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    make_versie(notitie, wereld.marijke)
    lead, path = wereld.client(wereld.marijke), f"/notities/{notitie.pk}/"
    assert 'name="versie" value="1"' in lead.get(path).content.decode()
    before = mark()
    for _ in range(2):
        page = lead.post(f"{path}heropenen/", {"versie": "1"}, follow=True).content.decode()
        assert "De notitie is weer een concept." in page
    assert [row[0] for row in trail(before)] == ["notitie_heropend"]
    make_versie(notitie, wereld.marijke)
    for data in ({"versie": "1"}, {}):
        page = lead.post(f"{path}heropenen/", data, follow=True).content.decode()
        assert "Deze notitie is intussen opnieuw vastgesteld. Jij hebt niets heropend." in page
    notitie.refresh_from_db()
    assert notitie.staat == "vastgesteld"


@pytest.mark.django_db(transaction=True)
def test_reopening_twice_at_the_same_moment_is_once(wereld: Wereld, notitie: Agendanotitie) -> None:
    make_versie(notitie, wereld.marijke)
    before = mark()
    assert at_once(*[lambda: reopen(notitie=notitie, by=wereld.marijke)] * 3) == [None] * 3
    assert [row[0] for row in trail(before)] == ["notitie_heropend"]


def test_a_later_change_leaves_the_old_version_and_makes_a_second(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    first = make_versie(notitie, wereld.marijke)
    frozen = first.inhoud
    before = mark()
    reopen(notitie=notitie, by=wereld.marijke)
    notitie.refresh_from_db()
    make_complete_concept(notitie, wereld.samira, in_het_kort="Nu anders.", titel="Andere titel")
    second = settle(notitie=notitie, by=wereld.marijke)
    first.refresh_from_db()
    assert first.inhoud == frozen
    assert second.nummer == 2
    inhoud = from_json(second.inhoud)
    today = timezone.localdate()
    assert inhoud.in_het_kort == "Nu anders."
    assert inhoud.titel == "Andere titel"
    assert len(inhoud.versies) == 2
    assert inhoud.datum == today
    kind = "signalen.agendanotitie"
    lead, worker = wereld.marijke.gebruiker_id, wereld.samira.gebruiker_id
    assert trail(before) == [
        ("notitie_heropend", kind, lead, "vastgesteld", "concept"),
        ("notitie_gewijzigd", kind, worker, "", ""),
        ("notitie_vastgesteld", kind, lead, "concept", "vastgesteld"),
    ]


# --- Looked over once more ---
def test_a_bsn_anywhere_stops_it_and_the_part_is_named(
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    verhaal = make_usable_verhaal(wereld.samira, wereld.joost, wereld.klaverveld)
    Verhaal.objects.filter(pk=verhaal.pk).update(tekst=f"Ik ben {BSN}.")
    richting = {"wat": f"Bel {BSN}", "voordelen": "", "nadelen": "", "drager": "wij"}
    places: list[tuple[str, dict[str, Any]]] = [
        ("Wat bewoners merken", {"verhalen": [verhaal]}),
        ("In het kort", {"in_het_kort": f"Zie {BSN}"}),
        ("Onze vraag", {"vragen": [vraag(f"Help {BSN}")]}),
        ("Mogelijke richtingen", {"richtingen": [richting]}),
        ("Bij wie kan de gemeente terecht?", {"contact": f"{BSN}"}),
        ("Kopie aan", {"cc": f"{BSN}"}),
    ]
    for deel, changes in places:
        notitie.refresh_from_db()
        make_complete_concept(notitie, wereld.samira, **{"contact": "wij", "cc": "", **changes})
        with pytest.raises(Refused) as caught:
            settle(notitie=notitie, by=wereld.marijke, nagekeken=True)
        assert str(caught.value) == (
            f"Er staat iets in dat op een BSN lijkt, bij “{deel}”. Haal het eerst weg."
        )
    notitie.refresh_from_db()
    assert notitie.staat == "concept"
    assert NotitieVersie.objects.count() == 0


def test_anything_else_asks_for_a_tick_on_the_page(wereld: Wereld, notitie: Agendanotitie) -> None:
    notitie = make_complete_concept(
        notitie, wereld.samira, duiding="Mevrouw Jansen zei het. Bel 06 12345678."
    )
    lead = wereld.client(wereld.marijke)
    page = lead.get(f"/notities/{notitie.pk}/").content.decode()
    assert "Bij “Duiding”: “<bdi>Mevrouw Jansen</bdi>”" in page
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
    wereld: Wereld, notitie: Agendanotitie
) -> None:
    make_complete_concept(
        notitie, wereld.samira, contact="mevrouw Bennani, 06 12345678", cc="de heer De Vries"
    )
    assert settle(notitie=notitie, by=wereld.marijke).nummer == 1


def test_a_worker_may_not_settle(wereld: Wereld, notitie: Agendanotitie) -> None:
    worker: Client = wereld.client(wereld.samira)
    for step in ("vaststellen", "heropenen", "verzenden"):
        assert worker.post(f"/notities/{notitie.pk}/{step}/").status_code == 404
    notitie.refresh_from_db()
    assert notitie.staat == "concept"


def test_a_signal_that_was_corrected_moves_the_area_and_the_period_of_the_letter(
    wereld: Wereld,
) -> None:
    contact = make_contact(wereld.samira, wereld.klaverveld)
    signaal = make_interpreted_signaal(wereld.samira, wereld.klaverveld, [contact])
    notitie = make_complete_concept(
        make_concept(wereld.samira, wereld.gemeente, signaal), wereld.samira
    )
    other = Gebied.objects.get(code="BU99990001")
    Signaal.objects.filter(pk=signaal.pk).update(gebied=other)
    long_ago = timezone.localtime() - timedelta(days=200)
    Contactmoment.objects.filter(pk=contact.pk).update(op=long_ago)
    inhoud = from_json(make_versie(notitie, wereld.marijke).inhoud)
    assert inhoud.gebied_naam == other.naam
    assert inhoud.periode_van == long_ago.date().replace(day=1)
