"""Every form that changes a row: what a colleague changed since the page was drawn stays.

A new address that takes a form belongs in one of the tables below, or a test is red: in CHANGES
with what a colleague does meanwhile, in PROVEN with the test that shows it, or in HARMLESS with
why nothing of a colleague can be lost there.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import resolve

from initiatieven.actions.bericht import reply
from initiatieven.actions.initiatief import accompany, place_on_lines
from initiatieven.models import Initiatief
from opbouw.lib.writing.correction import stand_of
from signalen.actions.signaal import skip_interpreting
from signalen.models import Signaal
from tests.access_table import GET, POST_ONLY
from tests.access_world import OneOfEach
from tests.initiatieven.voorbeeld import make_initiatief
from tests.keten import hidden, make_afspraak, make_bron, make_signaal, make_verband
from tests.test_access import NOTHING_THERE, path_of
from tests.wereld import Wereld
from wijken.actions.afspraak import STAND, change_appointment
from wijken.actions.bewaartermijn import choose_terms
from wijken.actions.lid import change_member
from wijken.actions.verband import FIELDS, change_tie
from wijken.models import TERMIJNEN, Afspraak, Lidmaatschap, Verband
from wijken.queries.bewaren import terms_of

PROVEN = {
    "bron_wijzig": "wijken.test_bron.test_what_a_colleague_changed_meanwhile_is_not_lost",
    "contactpersoon_wijzig": (
        "initiatieven.test_contactpersoon.test_what_a_colleague_changed_meanwhile_is_not_lost"
    ),
    "contact_wijzig": "signalen.test_contact.test_what_a_colleague_changed_meanwhile_is_not_lost",
    "afspraak_doorgeven": "wijken.test_afspraak.test_a_colleague_who_handed_it_on_first_is_heard",
    "signaal_wijzig": (
        "signalen.test_signaal_wijzig.test_what_a_colleague_changed_meanwhile_is_not_lost"
    ),
    "notitie_wijzig": (
        "signalen.test_notitie.test_a_colleague_who_saved_first_is_not_overwritten_unseen"
    ),
    "ontvangen_antwoord": (
        "signalen.test_antwoord.test_a_colleague_who_answered_meanwhile_is_not_overwritten_unseen"
    ),
    "overzetting": "wijken.test_overzetten.test_a_colleague_chose_other_columns",
    "initiatief_begeleiden": "test_overtaken.test_nobody_takes_a_plan_over_unseen",
}
ADDS = "makes a row, changes none"
STATE = "the table of states, or the version that the page showed, refuses it"
ONCE = "sets a mark that is set already, or takes it away: twice is once"
OWN = "one's own account, session or sending"
READS = "changes nothing"
HARMLESS = {
    "contact_nieuw": ADDS,
    "contact_bronnen": ONCE,
    "bron_nieuw": ADDS,
    "bron_verband": ADDS,
    "bron_contactpersoon": ADDS,
    "initiatief_contactpersoon": ADDS,
    "contactpersoon_tonen": READS,
    "contactpersoon_meegeven": READS,
    "contactpersoon_gesproken": ONCE,
    "contactpersoon_wissen": ONCE,
    "verband_einde": STATE,
    "bron_bevestig": ONCE,
    "bron_archiveer": STATE,
    "notitie_mail_opnieuw": "sends what may not have arrived, and only while that is so",
    "contact_signaal": ADDS,
    "contact_verwijder": "its writer alone, and only while nothing rests on it",
    "contact_foto": "the page shows which photo goes; the new one takes its place",
    "contact_foto_verwijder": ONCE,
    "overzettingen": ADDS,
    "overzetting_weggooien": ONCE,
    "overzetting_opnieuw": STATE,
    "overzetting_terug": ONCE,
    "ronde_nieuw": ADDS,
    "ronde_verwijder": "who may correct it; the contacts in it stay",
    "contact_ongedaan": "its writer alone, within half a minute, while nothing rests on it",
    "hier": READS,
    "afspraak_gedaan": ONCE,
    "afspraak_nieuw": ADDS,
    "controle": READS,
    "inzage": READS,
    "initiatief_bereiken": READS,
    "initiatief_gelezen": "up to and including the message that the page showed",
    "initiatief_nieuw": ADDS,
    "initiatief_terugkoppeling": ADDS,
    "initiatief_wegleggen": ONCE,
    "initiatief_terugleggen": ONCE,
    "bewonersbericht_wegleggen": ONCE,
    "bewonersbericht_terugleggen": ONCE,
    "lid_gebieden": "its button carries the areas that the page showed, and refuses others",
    "lid_leegmaken": STATE,
    "lid_stoppen": ONCE,
    "lid_terug": ONCE,
    "lid_tweede_stap": ONCE,
    "lid_wisselen": OWN,
    "meedoen": ADDS,
    "notitie_heropenen": STATE,
    "notitie_nieuw": ADDS,
    "notitie_pdf_opnieuw": STATE,
    "notitie_vaststellen": STATE,
    "notitie_verzenden": STATE,
    "sessies_beeindigen": OWN,
    "signaal_duiding": ADDS,
    "signaal_heroverweeg": STATE,
    "signaal_nieuw": ADDS,
    "signaal_terugkoppeling": ADDS,
    "signaal_verzamel": ADDS,
    "stijl": READS,
    "uitnodigen": ADDS,
    "uitnodiging": OWN,
    "uitnodiging_intrekken": ONCE,
    "verantwoording_pdf_maken": ADDS,
    "verantwoording_pdf_opnieuw": STATE,
    "verhaal_ingetrokken": ONCE,
    "verhaal_nagelezen": ONCE,
    "verhaal_nieuw": ADDS,
    "volgen": ADDS,
    "volgen_gegevens": OWN,
    "weghalen": ONCE,
    "zoekfilter_bewaar": OWN,
    "zoekfilter_weg": OWN,
}


@dataclass(frozen=True)
class Change:
    """A form, what somebody types in it, and what a colleague does before it is sent."""

    path: Callable[[Any], str]
    typed: dict[str, Any]
    meanwhile: Callable[[Wereld, Any], None]
    # What is on the row after the colleague, and after the second press.
    read: Callable[[Any], object]
    theirs: object
    mine: object
    row: Callable[[Wereld], Any] = field(
        default=lambda w: make_initiatief(w.de_brink, w.klaverveld, staat="in_gesprek")
    )
    who: str = "samira"


def _signaal(wereld: Wereld) -> Signaal:
    return make_signaal(wereld.samira, wereld.klaverveld)


def _skip(wereld: Wereld, signaal: Signaal) -> None:
    skip_interpreting(signaal=signaal, by=wereld.joost, want="Van een collega.")


def _lines(wereld: Wereld, initiatief: Initiatief) -> None:
    place_on_lines(
        initiatief=initiatief,
        by=wereld.joost,
        lijnen=["koppelen"],
        lijn_waarom="Van een collega.",
        thema="wonen",
    )


def _afspraak(wereld: Wereld) -> Afspraak:
    return make_afspraak(wereld.samira, gebied=wereld.klaverveld)


def _reword(wereld: Wereld, afspraak: Afspraak) -> None:
    change_appointment(
        afspraak=afspraak,
        by=wereld.marijke,
        stand=stand_of(afspraak, STAND),
        content={"wat": "Van een collega."},
    )


def _lead(wereld: Wereld, lid: Lidmaatschap) -> None:
    change_member(lid=lid, by=wereld.beatrix, rol="coordinator", gebieden=[])


def _goes_on(wereld: Wereld, initiatief: Initiatief) -> None:
    reply(
        initiatief=initiatief,
        by=wereld.joost,
        sleutel=uuid.uuid4(),
        tekst="Van een collega.",
        naar="loopt",
    )


def _terms(wereld: Wereld, _lid: Lidmaatschap) -> None:
    other = wereld.beatrix
    jaren = terms_of(other.organisatie_id)
    choose_terms(by=other, jaren={**jaren, "verhalen": 2})


def _tied(wereld: Wereld, verband: Verband) -> None:
    content = {"waarom": "Van een collega.", "sinds": verband.sinds}
    change_tie(verband=verband, by=wereld.joost, stand=stand_of(verband, FIELDS), content=content)


CHANGES: dict[str, Change] = {
    "afspraak_wijzig": Change(
        path=lambda one: f"/afspraken/{one.pk}/wijzig/",
        typed={"wat": "Van mij.", "op": "2099-01-01"},
        meanwhile=_reword,
        read=lambda one: one.wat,
        theirs="Van een collega.",
        mine="Van mij.",
        row=_afspraak,
    ),
    "afspraak_verplaatsen": Change(
        path=lambda one: f"/afspraken/{one.pk}/verplaatsen/",
        typed={"naar": "2099-01-01", "want": "Van mij."},
        meanwhile=_reword,
        read=lambda one: [moved.want for moved in one.verplaatsingen.all()],
        theirs=[],
        mine=["Van mij."],
        row=_afspraak,
    ),
    "afspraak_vervalt": Change(
        path=lambda one: f"/afspraken/{one.pk}/vervalt/",
        typed={"want": "Van mij."},
        meanwhile=_reword,
        read=lambda one: one.vervallen_want,
        theirs="",
        mine="Van mij.",
        row=_afspraak,
    ),
    "verband_wijzig": Change(
        path=lambda one: f"/verbanden/{one.pk}/wijzig/",
        typed={
            "instelling": "de school",
            "lijn": "koppelen",
            "waarom": "Van mij.",
            "sterkte": "los",
            "sinds": "2026-01-05",
        },
        meanwhile=_tied,
        read=lambda one: one.waarom,
        theirs="Van een collega.",
        mine="Van mij.",
        row=lambda w: make_verband(make_bron(w.samira, w.klaverveld), "de school", w.samira),
    ),
    "initiatief_lijnen": Change(
        path=lambda one: f"/initiatieven/{one.pk}/lijnen/",
        typed={"lijnen": ["verbinden"], "lijn_waarom": "Van mij.", "thema": ""},
        meanwhile=_lines,
        read=lambda one: one.lijn_waarom,
        theirs="Van een collega.",
        mine="Van mij.",
    ),
    "initiatief": Change(
        path=lambda one: f"/initiatieven/{one.pk}/",
        typed={"tekst": "Van mij.", "naar": "gestopt"},
        meanwhile=_goes_on,
        read=lambda one: one.staat,
        theirs="loopt",
        mine="gestopt",
    ),
    "signaal_zonder_duiding": Change(
        path=lambda one: f"/signalen/{one.pk}/zonder-duiding/",
        typed={"want": "Van mij."},
        meanwhile=_skip,
        read=lambda one: one.zonder_duiding_want,
        theirs="Van een collega.",
        mine="Van mij.",
        row=_signaal,
    ),
    "signaal_niet_op_de_agenda": Change(
        path=lambda one: f"/signalen/{one.pk}/niet-op-de-agenda/",
        typed={"want": "Van mij."},
        meanwhile=_skip,
        read=lambda one: (one.staat, one.niet_op_de_agenda_want),
        theirs=("opgemerkt", ""),
        mine=("niet_op_de_agenda", "Van mij."),
        row=_signaal,
    ),
    "lid_wijzigen": Change(
        path=lambda one: f"/team/{one.pk}/",
        typed={"rol": "opbouwwerker"},
        meanwhile=_lead,
        read=lambda one: (one.rol, one.gebieden.count()),
        theirs=("coordinator", 0),
        mine=("opbouwwerker", 0),
        row=lambda w: w.joost,
        who="marijke",
    ),
    "bewaartermijnen": Change(
        path=lambda _one: "/bewaren/termijnen/",
        typed={key: termijn.most for key, termijn in TERMIJNEN.items()} | {"verhalen": 3},
        meanwhile=_terms,
        read=lambda one: terms_of(one.organisatie_id)["verhalen"],
        theirs=2,
        mine=3,
        row=lambda w: w.beatrix,
        who="beatrix",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_colleague_changed_meanwhile_is_not_undone_unseen(wereld: Wereld, name: str) -> None:
    case = CHANGES[name]
    row, client = case.row(wereld), wereld.client(wereld.lid(case.who))
    path = case.path(row)
    sent = {**hidden(client, path), **case.typed}
    case.meanwhile(wereld, row)
    page = client.post(path, sent)
    assert page.status_code == 422
    assert "Een collega heeft dit intussen ook gewijzigd." in page.text
    row = type(row).objects.get(pk=row.pk)
    assert case.read(row) == case.theirs
    # Nothing typed is lost, and sending it once more is a decision.
    form = page.context["form"]
    assert {key: form[key].value() for key in case.typed if isinstance(case.typed[key], str)} == {
        key: value for key, value in case.typed.items() if isinstance(value, str)
    }
    again = {**sent, "stand": form["stand"].value()}
    assert client.post(path, again).status_code == 302
    assert case.read(type(row).objects.get(pk=row.pk)) == case.mine


def test_what_the_colleague_wrote_is_shown(wereld: Wereld) -> None:
    for name, said in (
        ("initiatief_lijnen", "Nu staat er: koppelen · Van een collega · wonen."),
        ("lid_wijzigen", "Nu staat er: coördinator."),
    ):
        case = CHANGES[name]
        row, client = case.row(wereld), wereld.client(wereld.lid(case.who))
        sent = {**hidden(client, case.path(row)), **case.typed}
        case.meanwhile(wereld, row)
        assert said.lower() in client.post(case.path(row), sent).text.lower()


def test_nobody_takes_a_plan_over_unseen(wereld: Wereld) -> None:
    initiatief = make_initiatief(wereld.de_brink, wereld.klaverveld)
    client: Client = wereld.client(wereld.samira)
    path = f"/initiatieven/{initiatief.pk}/"
    drawn = hidden(client, path)
    accompany(initiatief=initiatief, by=wereld.joost)
    page = client.post(f"{path}begeleiden/", {"gezien": drawn["gezien"]}, follow=True)
    assert "loopt intussen al mee" in page.text
    initiatief.refresh_from_db()
    assert initiatief.begeleider == wereld.joost
    client.post(f"{path}begeleiden/", {"gezien": hidden(client, path)["gezien"]})
    initiatief.refresh_from_db()
    assert initiatief.begeleider == wereld.samira


def test_every_address_that_takes_a_form_is_in_a_table(
    wereld: Wereld, one_of_each: OneOfEach, rf: RequestFactory
) -> None:
    for one in ("samira", "marijke", "anneke", "beatrix"):
        wereld.lid(one)
    members = list(Lidmaatschap.objects.select_related("gebruiker"))
    takes = set()
    for name in {**GET, **POST_ONLY}:
        path = path_of(one_of_each, name)
        view, args, kwargs = resolve(path)
        ours = view.__module__.startswith(("opbouw.", "wijken.", "initiatieven.", "signalen."))
        if not ours or view.__name__ in NOTHING_THERE:
            continue
        rollen = getattr(view, "rollen", ())
        lid = next(one for one in members if not rollen or one.rol in rollen)
        request = rf.put(path)
        request.user, request.lid = lid.gebruiker, lid  # type: ignore[attr-defined]  # as the middleware
        request.session = SessionStore()
        try:
            answer = view(request, *args, **kwargs)
        except Http404:  # only where nothing is
            continue
        if answer.status_code == 405 and "POST" in answer["Allow"]:
            takes.add(name)
    known = {*CHANGES, *PROVEN, *HARMLESS}
    # Those of the accounts are allauth's, and about oneself.
    takes = {name for name in takes if not name.startswith(("account_", "mfa_", "socialaccount_"))}
    assert {"missing": sorted(takes - known), "gone": sorted(known - takes)} == {
        "missing": [],
        "gone": [],
    }


def test_the_named_tests_are_there() -> None:
    for where in PROVEN.values():
        module, _dot, name = where.rpartition(".")
        assert callable(getattr(import_module(f"tests.{module}"), name))
