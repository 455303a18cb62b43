"""What people typed runs in its own direction: Arabic on a Dutch page is read from the right."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from initiatieven.actions.bericht import reply
from initiatieven.actions.bewonersbericht import write_back
from initiatieven.actions.terugkoppeling import tell_back as tell_initiatief
from initiatieven.actions.weggelegd import put_away, put_message_away
from initiatieven.models import Initiatief
from initiatieven.queries.volglink import token_of
from opbouw.lib.web.tags.typed_text import paragraphs
from signalen.actions.signaal import keep_off_agenda, skip_interpreting
from signalen.actions.terugkoppeling import tell_back
from signalen.models import Agendanotitie, NotitieVersie, Signaal, Verhaal
from tests import keten
from tests.directions import ARABIC, WORD, against
from tests.initiatieven.voorbeeld import ELS, make_initiatief
from tests.wereld import Wereld
from wijken.actions.afspraak import call_off_appointment, move_appointment
from wijken.actions.bron import archive_bron
from wijken.actions.lid import stop_member
from wijken.actions.uitnodiging import invite
from wijken.actions.verband import end_tie
from wijken.actions.zoekfilter import keep_search
from wijken.cijfers.inlezen import Verslag
from wijken.models import Afspraak, Bron, Contactmoment, Gebied, Inlezing, Lidmaatschap

# Names of areas and figures come from the statistics office; the rest is made, not typed.
NOT_TYPED_MODELS = {"Gebied", "Cijfer", "Opvolging"}
NOT_TYPED = {
    *("kenmerk", "slug", "email", "email_hash", "token_hash", "password", "telefoon"),
    *("tijdvak", "bestand", "sha256", "job_reden", "besluit_link", "inwonergroep"),
}


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ("<h1>{}</h1>", ["<h1> {}"]),
        ('<h1 dir="auto">{}</h1>', []),
        ('<p dir="auto">Van {}</p>', ["<p> Van {}"]),
        ('<p dir="auto">Van <bdi>{}</bdi></p>', []),
        ('<p dir="auto"><bdi>{}</bdi> <b>{}</b></p>', []),
        ('<div dir="auto"><p>Van</p><p>{}</p></div>', ["<p> {}"]),
        ('<p>“<bdi>{}</bdi>”</p><input type="text" name="a" value="{}">', ["<input name=a>"]),
    ],
)
def test_the_search_finds_what_runs_the_wrong_way(html: str, wrong: list[str]) -> None:
    page = f'<html dir="ltr">{html.replace("{}", ARABIC)}</html>'
    assert against(page) == [one.replace("{}", ARABIC) for one in wrong]


def test_paragraphs_have_their_own_direction_and_stay_text() -> None:
    assert paragraphs("<p>een\ntwee\n\n" + ARABIC) == (
        f'<p dir="auto">&lt;p&gt;een<br>twee</p>\n\n<p dir="auto">{ARABIC}</p>'
    )
    assert paragraphs(None) == ""


def write_in_arabic() -> None:
    """Replace all that people typed, in every row of the domain."""
    for app in ("wijken", "initiatieven", "signalen"):
        for model in apps.get_app_config(app).get_models():
            if model.__name__ in NOT_TYPED_MODELS:
                continue
            typed = [
                one.name
                for one in model._meta.get_fields()
                if isinstance(one, models.CharField | models.TextField)
                and not one.choices
                and one.name not in NOT_TYPED
                and one.get_internal_type() in {"CharField", "TextField"}
            ]
            if typed:
                model._default_manager.update(**dict.fromkeys(typed, ARABIC))
    for versie in NotitieVersie.objects.all():
        inhoud = _frozen(versie.inhoud)
        NotitieVersie.objects.filter(pk=versie.pk).update(inhoud=inhoud)


def _frozen(part: Any) -> Any:
    """The frozen words of a note in Arabic; what is chosen from a list stays."""
    if isinstance(part, list):
        return [_frozen(one) for one in part]
    if not isinstance(part, dict):
        return part
    typed = {"titel", "afzender", "in_het_kort", "hoe_vaak", "tekst", "kring", "wat"}
    return {name: ARABIC if name in typed else _frozen(value) for name, value in part.items()}


@dataclass(frozen=True)
class Chain:
    """The whole chain with a record at every step, and who is in it."""

    samira: Lidmaatschap
    marijke: Lidmaatschap
    anneke: Lidmaatschap
    buurt: Gebied

    def signalen(self) -> list[Signaal]:
        """A signal in every state."""
        by = self.samira
        contacten = [
            keten.make_contact(by, self.buurt, tekst="Kou"),
            self.contact(),
        ]
        new = keten.make_signaal(by, self.buurt, contacten, titel="Nieuw")
        skipped = keten.make_signaal(by, self.buurt, titel="Zonder")
        skip_interpreting(signaal=skipped, by=by, want="Haast")
        off = keten.make_signaal(by, self.buurt, titel="Niet")
        keep_off_agenda(signaal=off, by=by, want="Kan zelf")
        return [
            new,
            skipped,
            off,
            keten.make_interpreted_signaal(by, self.buurt, contacten, titel="Geduid"),
        ]

    def contact(self) -> Contactmoment:
        """A contact with a promise."""
        return keten.make_contact(
            self.samira,
            self.buurt,
            tekst="Kou",
            lijnen=["koppelen"],
            lijn_waarom="potje",
            afspraak="Sleutel",
            afspraak_op=timezone.localdate(),
        )

    def afspraak(self, contact: Contactmoment) -> Afspraak:
        """An appointment that was moved."""
        afspraak = keten.make_afspraak(self.samira, contact=contact)
        move_appointment(
            afspraak=afspraak,
            by=self.samira,
            sleutel=uuid.uuid4(),
            stand=None,
            naar=date(2099, 1, 1),
            want="Ziek",
        )
        return afspraak

    def notities(self) -> list[Agendanotitie]:
        """A note in every state; of the last one the residents were told."""
        aan = self.anneke.organisatie
        made = []
        for _n in range(5):
            signaal = keten.make_interpreted_signaal(self.samira, self.buurt, [self.contact()])
            notitie = keten.make_concept(self.samira, aan, signaal)
            verhaal = keten.make_usable_verhaal(
                self.samira, self.marijke, self.buurt, signaal=signaal
            )
            made.append(keten.make_complete_concept(notitie, self.samira, verhalen=[verhaal]))
        keten.make_versie(made[1], self.marijke)
        for notitie in made[2:]:
            keten.make_sent_notitie(notitie, self.marijke)
        for notitie in made[3:]:
            keten.make_antwoorden(notitie, self.anneke)
        for signaal in made[4].signalen.all():
            tell_back(
                signaal=signaal, by=self.samira, sleutel=uuid.uuid4(), content=keten.telling()
            )
        return made

    def initiatieven(self) -> list[Initiatief]:
        """An initiative that waits, one that goes, one that ended and one that was told of."""
        made: list[Initiatief] = []
        for staat in ("ingediend", "loopt", "gelukt", "gelukt"):
            initiatief = make_initiatief(
                self.samira.organisatie, self.buurt, bereikbaar=ELS, titel=f"{staat} {len(made)}"
            )
            initiatief.begeleider = self.samira
            initiatief.contact = self.contact()
            initiatief.save()
            write_back(initiatief=initiatief, sleutel=uuid.uuid4(), tekst="Ja!")
            if staat != "ingediend":
                reply(initiatief=initiatief, by=self.samira, sleutel=uuid.uuid4(), tekst="Mooi!")
                Initiatief.objects.filter(pk=initiatief.pk).update(staat=staat)
            made.append(initiatief)
        made[3].refresh_from_db()
        content = keten.telling()
        tell_initiatief(initiatief=made[3], by=self.samira, sleutel=uuid.uuid4(), content=content)
        away = make_initiatief(self.samira.organisatie, self.buurt)
        put_away(initiatief=away, by=self.samira)
        letter, _new = write_back(initiatief=made[1], sleutel=uuid.uuid4(), tekst="Koop nu!")
        put_message_away(bericht=letter, by=self.samira)
        return made


def test_what_people_typed_runs_in_its_own_direction(wereld: Wereld) -> None:
    chain = Chain(wereld.samira, wereld.marijke, wereld.anneke, wereld.klaverveld)
    signalen, notities, initiatieven = chain.signalen(), chain.notities(), chain.initiatieven()
    verhaal = keten.make_verhaal(wereld.samira, wereld.klaverveld, signaal=signalen[0])
    contact = chain.contact()
    ronde = keten.make_ronde(wereld.samira, wereld.klaverveld, plek="plein")
    afspraak = chain.afspraak(contact)
    off = keten.make_afspraak(wereld.samira, contact=contact)
    call_off_appointment(afspraak=off, by=wereld.samira, stand=None, want="Niet nodig")
    los_contact = chain.contact()
    bron = keten.make_bron(wereld.samira, wereld.klaverveld, contact=contact, omschrijving="Zo")
    keten.make_bron(wereld.samira, wereld.klaverveld, days_ago=400)
    oud = keten.make_bron(wereld.samira, wereld.klaverveld)
    Bron.objects.update(thema="wonen")
    Initiatief.objects.update(thema="wonen")
    verband = keten.make_verband(bron, "de school", wereld.samira, contact=contact)
    voorbij = keten.make_verband(bron, "de kerk", wereld.samira)
    end_tie(verband=voorbij, by=wereld.samira, op=timezone.localdate(), want="Dicht")
    persoon = keten.make_contactpersoon(wereld.samira, bron, days_ago=720)
    keten.make_contactpersoon(wereld.samira, initiatieven[1], rol=ARABIC)
    archive_bron(bron=oud, by=wereld.samira, want="Gestopt")
    invite(
        by=wereld.marijke, naam="Nora", email="nora@voorbeeld.nl", rol="opbouwwerker", gebieden=[]
    )
    stop_member(lid=wereld.joost, by=wereld.beatrix)
    staff = wereld.leo.gebruiker
    staff.is_staff = staff.is_superuser = True
    staff.save()
    bestand = Inlezing.objects.create(
        naam="a.csv",
        soort="cijfers",
        grootte=1,
        stap="wacht",
        job_staat="klaar",
        voorbeeld=Verslag(
            toegevoegd=1,
            sleutels=[[ARABIC, "2024", "1", "1%", "1%"]],
            voorbeelden=[[ARABIC, ARABIC, "–", "1%", ARABIC]],
        ).as_json(),
    )
    overgezet = keten.make_overzetting(wereld.marijke)
    wacht = keten.make_overzetting(wereld.marijke, stap="wacht", koppen=[ARABIC, ARABIC])
    keep_search(
        by=wereld.samira, sleutel=uuid.uuid4(), content={"naam": "Koffie", "woorden": "koffie"}
    )
    write_in_arabic()
    told = Verhaal.objects.filter(nagelezen_op__isnull=False)[0]
    account = f"tijdvak={timezone.localdate().year}&verhaal={told.pk}"
    # One of the two ends: an institution has words, another asset has its own.
    keten.make_verband(bron, oud, wereld.samira, waarom=ARABIC)
    team = [
        *("/vandaag/", "/meer/", "/mijn-gegevens/", "/team/", "/contacten/", "/contacten/nieuw/"),
        *("/wachtend/", "/zoeken/", f"/zoeken/?woorden={ARABIC}", "/zoeken/?soort=contacten"),
        "/zoeken/bewaar/?woorden=koffie",
        *("/signalen/", "/vandaag/alle/signalen/", "/vandaag/alle/initiatieven/"),
        *("/vandaag/elders/", "/rondes/", "/rondes/nieuw/", f"/rondes/{ronde.pk}/"),
        *("/vandaag/elders/", "/vandaag/alle/bronnen/"),
        *(f"/gebieden/{wereld.klaverveld.code}/{page}" for page in ("", "netwerk/")),
        *("/bronnen/", "/bronnen/?archief=1", "/bronnen/nieuw/", f"/bronnen/{oud.pk}/"),
        *(f"/bronnen/{bron.pk}/{page}" for page in ("", "wijzig/", "archiveer/")),
        *(f"/bronnen/{bron.pk}/verband/", f"/verbanden/{verband.pk}/wijzig/"),
        f"/verbanden/{verband.pk}/einde/",
        *(f"/bronnen/{bron.pk}/contactpersonen/{page}" for page in ("", "nieuw/")),
        f"/initiatieven/{initiatieven[1].pk}/contactpersonen/",
        *(f"/contactpersonen/{persoon.pk}/{page}/" for page in ("wijzig", "wissen")),
        "/vandaag/alle/contactpersonen/",
        *(f"/bronnen/{bron.pk}/initiatieven/", f"/initiatieven/{initiatieven[1].pk}/bronnen/"),
        *("/vandaag/alle/nog-te-vertellen/", "/vandaag/alle/verhalen/"),
        *("/verantwoording/", f"/verantwoording/?{account}"),
        *("/verhalen/", "/verhalen/nieuw/", "/notities/", "/notities/nieuw/", "/initiatieven/"),
        *(f"/contacten/{contact.pk}/", f"/draad/contact/{contact.pk}/"),
        *(f"/contacten/{contact.pk}/{step}/" for step in ("wijzig", "signaal")),
        f"/contacten/{los_contact.pk}/verwijder/",
        *(f"/contacten/{contact.pk}/{page}/" for page in ("bronnen", "signaal")),
        *(f"/signalen/{signalen[0].pk}/wijzig/", f"/gebieden/{wereld.klaverveld.code}/gehoord/"),
        *("/afspraken/?team=1", f"/afspraken/nieuw/?contact={contact.pk}"),
        *(f"/afspraken/{one.pk}/" for one in (afspraak, off)),
        *(f"/afspraken/{afspraak.pk}/{page}/" for page in ("verplaatsen", "doorgeven")),
        *(f"/afspraken/{afspraak.pk}/{page}/" for page in ("vervalt", "wijzig")),
        f"/weghalen/afspraak/{afspraak.pk}/",
        f"/signalen/nieuw/?contact={contact.pk}",
        f"/initiatieven/nieuw/?contact={contact.pk}",
        *(f"/verhalen/{verhaal.pk}/", f"/verhalen/{verhaal.pk}/ingetrokken/"),
        *(f"/signalen/{one.pk}/" for one in signalen),
        *(f"/draad/signaal/{one.pk}/" for one in signalen),
        *(f"/signalen/{signalen[0].pk}/{step}/" for step in ("duiding", "wijzig")),
        f"/signalen/{signalen[0].pk}/verzamel/",
        f"/signalen/{signalen[2].pk}/terugkoppeling/",
        *(f"/signalen/{one.pk}/terugkoppeling/" for one in notities[3].signalen.all()),
        *(f"/notities/{one.pk}/" for one in notities),
        *(f"/draad/notitie/{one.pk}/" for one in notities),
        f"/notities/{notities[0].pk}/wijzig/",
        *(f"/initiatieven/{one.pk}/" for one in initiatieven),
        *(f"/draad/initiatief/{one.pk}/" for one in initiatieven),
        *(f"/weghalen/contact/{contact.pk}/", f"/weghalen/signaal/{signalen[0].pk}/"),
        *(f"/weghalen/initiatief/{initiatieven[3].pk}/", "/initiatieven/weggelegd/"),
        f"/initiatieven/{initiatieven[0].pk}/lijnen/",
        f"/initiatieven/{initiatieven[2].pk}/terugkoppeling/",
        f"/gebieden/{wereld.klaverveld.code}/gehoord/",
    ]
    received = [f"/ontvangen/{one.pk}/" for one in notities[2:]]
    questions = [f"/ontvangen/{notities[2].pk}/vraag/1/", f"/draad/notitie/{notities[2].pk}/"]
    residents = [
        *("/meedoen/", "/meedoen/de-brink/", "/controle/"),
        *(f"/volg/{token_of(one)}/" for one in initiatieven),
        *(f"/volg/{token_of(initiatieven[0])}/{page}/" for page in ("dank", "gegevens")),
    ]
    visits = [
        (wereld.client(wereld.samira), team),
        (
            wereld.client(wereld.marijke),
            [
                *("/team/", "/bewaren/", "/invultijd/", f"/notities/{notities[1].pk}/verzenden/"),
                *(f"/team/{wereld.samira.pk}/", f"/team/{wereld.samira.pk}/tweede-stap/"),
                f"/team/{wereld.samira.pk}/stoppen/",
                *("/contacten/overzetten/", f"/contacten/overzetten/{wacht.pk}/"),
                *(f"/contacten/overzetten/{overgezet.pk}/{page}" for page in ("", "terug/")),
                *(f"/notities/{one.pk}/" for one in notities),
            ],
        ),
        (wereld.client(wereld.anneke), ["/vandaag/", "/ontvangen/", *received, *questions]),
        (
            wereld.client(wereld.beatrix),
            [
                *("/team/", f"/team/{wereld.joost.pk}/leegmaken/", "/logboek/"),
                *("/bewaren/", "/bewaren/termijnen/", "/inzage/"),
            ],
        ),
        (wereld.client(wereld.leo), ["/beheer/inlezen/", f"/beheer/inlezen/{bestand.pk}/"]),
        (wereld.anonymous, residents),
    ]
    wrong = {}
    seen = set()
    for client, paths in visits:
        for path in paths:
            answer = client.get(path)
            assert answer.status_code == 200, path
            html = answer.content.decode()
            if WORD in html:
                seen.add(path)
            if found := against(html):
                wrong[path] = found
    found_of_one = wereld.client(wereld.beatrix).post("/inzage/", {"woorden": WORD, "doe": "zoek"})
    assert WORD in found_of_one.text
    assert against(found_of_one.text) == []
    assert wrong == {}
    # Most pages hold something typed; a change of the chain may not empty this test.
    assert len(seen) > 40
