"""Invitations: the only way to an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from opbouw.lib.models import AuditRegel, Mail
from opbouw.lib.writing.transitions import Refused
from tests.personas import WACHTWOORD, Persona, make_lid
from tests.wereld import Wereld
from wijken.actions.lid import bring_back, change_member, stop_member
from wijken.actions.uitnodiging import (
    accept_as,
    accept_new,
    invite,
    purge_ended_invitations,
    withdraw,
)
from wijken.models import Gebied, Gebruiker, Lidmaatschap, Rol, Uitnodiging
from wijken.queries.uitnodiging import is_open

NIEUW = {"naam": "Nora Nieuw", "email": "Nora@Voorbeeld.nl", "rol": "opbouwwerker"}


def link() -> str:
    """The path in the last mail, as its reader would follow it."""
    mail = Mail.objects.latest("pk")
    found = re.search(r"/uitnodiging/[\w-]+/", mail.tekst)
    assert found
    return found.group()


def invited(by: Lidmaatschap, email: str = "nora@voorbeeld.nl", rol: str = Rol.OPBOUWWERKER) -> str:
    """Invite and return the path."""
    invite(by=by, naam="Nora Nieuw", email=email, rol=rol, gebieden=[])
    return link()


def test_invite_mails_a_link_that_is_stored_hashed(wereld: Wereld) -> None:
    response = wereld.client(wereld.marijke).post(
        "/team/uitnodigen/", {**NIEUW, "gebieden": [wereld.weide.pk]}
    )
    assert response.status_code == 302
    assert response["Location"] == "/team/"
    uitnodiging = Uitnodiging.objects.get()
    mail = Mail.objects.get()
    assert uitnodiging.email == "nora@voorbeeld.nl"
    assert uitnodiging.naam == "Nora Nieuw"
    assert uitnodiging.rol == "opbouwwerker"
    assert uitnodiging.door == wereld.marijke
    assert list(uitnodiging.gebieden.all()) == [wereld.weide]
    token = link().split("/")[2]
    assert len(token) == 43
    assert token not in uitnodiging.token_hash
    assert token in mail.html
    assert mail.aan == "nora@voorbeeld.nl"
    assert mail.onderwerp == "Marijke de Groot nodigt je uit bij Welzijn De Brink"
    assert list(AuditRegel.objects.values_list("handeling", "door", "organisatie_id", "naar")) == [
        (
            "uitnodiging_gestuurd",
            wereld.marijke.gebruiker_id,
            wereld.marijke.organisatie_id,
            "opbouwwerker",
        )
    ]


def test_inviting_twice_shows_the_first(wereld: Wereld) -> None:
    client = wereld.client(wereld.marijke)
    client.post("/team/uitnodigen/", NIEUW)
    response = client.post(
        "/team/uitnodigen/", {**NIEUW, "email": "NORA@voorbeeld.NL"}, follow=True
    )
    assert "Er liep al een uitnodiging voor dit adres" in response.text
    assert Uitnodiging.objects.count() == 1
    assert Mail.objects.count() == 1


def test_after_expiry_a_new_link_replaces_the_old(wereld: Wereld) -> None:
    invited(wereld.marijke)
    Uitnodiging.objects.update(verloopt_op=timezone.now())
    invited(wereld.marijke)
    assert [is_open(u) for u in Uitnodiging.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize(
    ("who", "rol", "status"),
    [
        ("marijke", Rol.OPBOUWWERKER, 302),
        ("marijke", Rol.COORDINATOR, 302),
        ("marijke", Rol.BEHEERDER, 422),
        ("marijke", Rol.BEANTWOORDER, 422),
        ("beatrix", Rol.BEHEERDER, 302),
        ("anneke", Rol.LEZER, 302),
        ("anneke", Rol.BEANTWOORDER, 302),
        ("anneke", Rol.OPBOUWWERKER, 422),
        ("samira", Rol.OPBOUWWERKER, 404),
        ("leo", Rol.LEZER, 404),
    ],
)
def test_who_may_invite_whom(wereld: Wereld, who: str, rol: str, status: int) -> None:
    client = wereld.client(wereld.lid(who))
    assert client.post("/team/uitnodigen/", {**NIEUW, "rol": rol}).status_code == status
    assert Uitnodiging.objects.count() == (status == 302)


def test_areas_come_from_the_own_organisation(wereld: Wereld) -> None:
    wereld.bring("ver_weg")
    far = Gebied.objects.get(code="WK999800")
    response = wereld.client(wereld.marijke).post(
        "/team/uitnodigen/", {**NIEUW, "gebieden": [far.pk]}
    )
    assert response.status_code == 422
    assert not Uitnodiging.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nora@voorbeeld.nl\nBcc: all@voorbeeld.nl"},
        {"email": "nora@voorbeeld.nl, all@voorbeeld.nl"},
        {"email": f"nora@{'ü' * 61}.nl"},
        {"email": "nora@voor\u202ebeeld.nl"},
        {"naam": "Nora\x00"},
        {"naam": "\u3164"},
        {"naam": "N" * 121},
        {"naam": ""},
    ],
)
def test_hostile_fields_are_refused_with_a_message(wereld: Wereld, wrong: dict[str, str]) -> None:
    response = wereld.client(wereld.marijke).post("/team/uitnodigen/", {**NIEUW, **wrong})
    assert response.status_code == 422
    assert "Nog niet bewaard" in response.text
    assert not Mail.objects.exists()


def test_a_name_cannot_add_a_mail_header(wereld: Wereld) -> None:
    coordinator = wereld.marijke
    coordinator.gebruiker.naam = "Marijke\r\nBcc: all@voorbeeld.nl"
    coordinator.gebruiker.save()
    wereld.client(coordinator).post("/team/uitnodigen/", {**NIEUW, "naam": "Nora\r\nBcc: x@y.nl"})
    mail = Mail.objects.get()
    assert mail.onderwerp == "Marijke Bcc: all@voorbeeld.nl nodigt je uit bij Welzijn De Brink"
    assert Uitnodiging.objects.get().naam == "Nora Bcc: x@y.nl"


def test_the_form_tells_nothing_of_other_organisations(wereld: Wereld) -> None:
    wereld.bring("joost", "ruben")
    client = wereld.client(wereld.marijke)
    stranger = client.post("/team/uitnodigen/", {**NIEUW, "email": "ruben@voorbeeld.nl"})
    own = client.post("/team/uitnodigen/", {**NIEUW, "email": "joost@voorbeeld.nl"})
    assert stranger.status_code == 302
    assert own.status_code == 422


def test_invitations_are_limited_per_hour(wereld: Wereld) -> None:
    client = wereld.client(wereld.marijke)
    statuses = [
        client.post("/team/uitnodigen/", {**NIEUW, "email": f"n{n}@voorbeeld.nl"}).status_code
        for n in range(31)
    ]
    assert statuses == [302] * 30 + [422]


def test_a_new_person_makes_an_account_with_a_password(wereld: Wereld) -> None:
    invite(
        by=wereld.marijke,
        naam="Nora Nieuw",
        email="nora@voorbeeld.nl",
        rol=Rol.OPBOUWWERKER,
        gebieden=[wereld.weide],
    )
    path = link()
    page = wereld.anonymous.get(path)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]
    secret = "een lange zin over de buurt"
    response = wereld.anonymous.post(
        path, {"naam": "Nora de Nieuwe", "manier": "wachtwoord", "wachtwoord": secret}
    )
    assert response.status_code == 302
    assert response["Location"] == "/accounts/2fa/"
    lid = Lidmaatschap.objects.get(gebruiker__email="nora@voorbeeld.nl")
    assert lid.rol == "opbouwwerker"
    assert lid.organisatie == wereld.marijke.organisatie
    assert lid.actief is True
    assert lid.gebruiker.naam == "Nora de Nieuwe"
    assert list(lid.gebieden.all()) == [wereld.weide]
    assert lid.gebruiker.check_password(secret)
    # Straight on to the second step, without being asked who they are again.
    assert wereld.anonymous.get("/accounts/2fa/totp/activate/").status_code == 200
    assert Client().get(path).status_code == 404
    assert list(AuditRegel.objects.values_list("handeling", "door")) == [
        ("uitnodiging_gestuurd", wereld.marijke.gebruiker_id),
        ("uitnodiging_aangenomen", lid.gebruiker_id),
        ("ingelogd", lid.gebruiker_id),
    ]


def test_a_new_person_may_do_without_a_password(wereld: Wereld) -> None:
    path = invited(wereld.marijke)
    response = wereld.anonymous.post(path, {"naam": "Nora", "manier": "code", "wachtwoord": ""})
    assert response.status_code == 302
    assert not Gebruiker.objects.get(email="nora@voorbeeld.nl").has_usable_password()


@pytest.mark.parametrize("wachtwoord", ["", "kort", "nora@voorbeeld.nl", "123456789012"])
def test_a_weak_password_is_refused(wereld: Wereld, wachtwoord: str) -> None:
    path = invited(wereld.marijke)
    response = wereld.anonymous.post(
        path, {"naam": "Nora", "manier": "wachtwoord", "wachtwoord": wachtwoord}
    )
    assert response.status_code == 422
    assert not Gebruiker.objects.filter(email="nora@voorbeeld.nl").exists()


def test_unknown_expired_used_and_withdrawn_look_the_same(wereld: Wereld) -> None:
    expired = invited(wereld.marijke, "a@voorbeeld.nl")
    Uitnodiging.objects.update(verloopt_op=timezone.now() - timedelta(seconds=1))
    withdrawn = invited(wereld.marijke, "b@voorbeeld.nl")
    withdraw(uitnodiging=Uitnodiging.objects.latest("pk"), by=wereld.marijke)
    used = invited(wereld.marijke, "c@voorbeeld.nl")
    accept_new(uitnodiging=Uitnodiging.objects.latest("pk"), naam="C", password=None)
    unknown = f"/uitnodiging/{'x' * 43}/"
    form = {"naam": "Nora", "manier": "code"}
    pages = [wereld.anonymous.get(path) for path in (expired, withdrawn, used, unknown)]
    pages += [wereld.anonymous.post(path, form) for path in (expired, withdrawn, used, unknown)]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert Gebruiker.objects.filter(email__in=["a@voorbeeld.nl", "b@voorbeeld.nl"]).count() == 0


def test_an_existing_account_must_log_in_and_then_joins(wereld: Wereld) -> None:
    wereld.bring("marijke", "ruben")
    path = invited(wereld.marijke, "ruben@voorbeeld.nl")
    page = wereld.anonymous.get(path)
    assert f"/accounts/login/?next={path}" in page.text
    # Whoever holds the link cannot set a password on the account.
    secret = "een lange zin over de buurt"
    wereld.anonymous.post(path, {"naam": "X", "manier": "wachtwoord", "wachtwoord": secret})
    wereld.ruben.gebruiker.refresh_from_db()
    assert wereld.ruben.gebruiker.check_password(WACHTWOORD)
    response = wereld.client(wereld.ruben).post(path)
    assert response.status_code == 302
    assert response["Location"] == "/vandaag/"
    assert set(
        Lidmaatschap.objects.filter(gebruiker=wereld.ruben.gebruiker).values_list(
            "organisatie__slug", "rol"
        )
    ) == {("overkant", "opbouwwerker"), ("de-brink", "opbouwwerker")}


def test_someone_else_cannot_take_the_invitation(wereld: Wereld) -> None:
    path = invited(wereld.marijke)
    client = wereld.client(wereld.ruben)
    assert "voor een ander e-mailadres" in client.get(path).text
    client.post(path)
    assert list(wereld.ruben.gebruiker.lidmaatschappen.all()) == [wereld.ruben]
    assert is_open(Uitnodiging.objects.get())


def test_an_invitation_is_used_once(wereld: Wereld) -> None:
    invited(wereld.marijke, "ruben@voorbeeld.nl")
    uitnodiging = Uitnodiging.objects.get()
    accept_as(uitnodiging=uitnodiging, gebruiker=wereld.ruben.gebruiker)
    with pytest.raises(Refused):
        accept_as(uitnodiging=uitnodiging, gebruiker=wereld.ruben.gebruiker)
    with pytest.raises(Refused):
        accept_new(uitnodiging=uitnodiging, naam="Nora", password=None)
    with pytest.raises(Refused):
        withdraw(uitnodiging=uitnodiging, by=wereld.marijke)


def test_an_accepted_invitation_brings_a_stopped_member_back(wereld: Wereld) -> None:
    collega = wereld.joost
    collega.actief = False
    collega.save()
    invited(wereld.marijke, "joost@voorbeeld.nl", Rol.COORDINATOR)
    lid = accept_as(uitnodiging=Uitnodiging.objects.get(), gebruiker=collega.gebruiker)
    assert lid.pk == collega.pk
    assert lid.rol == "coordinator"
    assert lid.actief is True


def test_withdraw_is_for_the_own_organisation(wereld: Wereld) -> None:
    path = invited(wereld.marijke)
    url = f"/team/uitnodigingen/{Uitnodiging.objects.get().pk}/intrekken/"
    assert wereld.client(wereld.anneke).post(url).status_code == 404
    assert Client().get(path).status_code == 200
    client = wereld.client(wereld.marijke)
    assert [client.post(url).status_code for _ in range(2)] == [302, 302]
    assert Client().get(path).status_code == 404
    assert list(AuditRegel.objects.values_list("handeling", flat=True)) == [
        "uitnodiging_gestuurd",
        "uitnodiging_ingetrokken",
    ]


def test_a_coordinator_cannot_withdraw_a_beheerders_invitation(wereld: Wereld) -> None:
    wereld.bring("de_brink")
    invited(wereld.beatrix, rol=Rol.BEHEERDER)
    with pytest.raises(Refused):
        withdraw(uitnodiging=Uitnodiging.objects.get(), by=wereld.marijke)


def test_what_ended_a_month_ago_is_forgotten(wereld: Wereld) -> None:
    now = timezone.now()
    long_ago, lately = now - timedelta(days=31), now - timedelta(days=29)
    kept = []
    for number, (field, moment, stays) in enumerate(
        [
            ("aanvaard_op", long_ago, False),
            ("aanvaard_op", lately, True),
            ("ingetrokken_op", long_ago, False),
            ("verloopt_op", long_ago, False),
            ("verloopt_op", lately, True),
            ("verloopt_op", now + timedelta(days=3), True),
        ]
    ):
        invited(wereld.marijke, f"nora{number}@voorbeeld.nl")
        uitnodiging = Uitnodiging.objects.latest("pk")
        Uitnodiging.objects.filter(pk=uitnodiging.pk).update(**{field: moment})
        kept += [uitnodiging.pk] if stays else []
    purge_ended_invitations(now=now)
    assert list(Uitnodiging.objects.order_by("pk").values_list("pk", flat=True)) == kept


def test_stopping_a_member_stops_whom_they_invited(wereld: Wereld) -> None:
    theirs = invited(wereld.marijke, "spook@voorbeeld.nl", Rol.COORDINATOR)
    other = invited(wereld.beatrix, "nora@voorbeeld.nl", Rol.BEHEERDER)
    stop_member(lid=wereld.marijke, by=wereld.beatrix)
    bring_back(lid=wereld.marijke, by=wereld.beatrix)
    assert [wereld.anonymous.get(path).status_code for path in (theirs, other)] == [404, 200]
    spook = Uitnodiging.objects.get(rol=Rol.COORDINATOR)
    with pytest.raises(Refused):
        accept_new(uitnodiging=spook, naam="Spook", password=None)
    trail = AuditRegel.objects.filter(door=wereld.beatrix.gebruiker).exclude(
        handeling="uitnodiging_gestuurd"
    )
    assert list(trail.values_list("handeling", "object_id")) == [
        ("lid_gestopt", wereld.marijke.pk),
        ("uitnodiging_ingetrokken", spook.pk),
        ("lid_terug", wereld.marijke.pk),
    ]


def test_a_lower_role_withdraws_what_it_can_no_longer_give(wereld: Wereld) -> None:
    wereld.bring("marijke")
    second = make_lid(Persona("Tweede Beheer", Rol.BEHEERDER), wereld.de_brink)
    invited(second, "a@voorbeeld.nl", Rol.BEHEERDER)
    invited(second, "b@voorbeeld.nl", Rol.OPBOUWWERKER)
    change_member(lid=second, by=wereld.beatrix, rol=Rol.COORDINATOR, gebieden=[])
    sent = Uitnodiging.objects.order_by("pk")
    assert [(one.rol, one.ingetrokken_op is None) for one in sent] == [
        ("beheerder", False),
        ("opbouwwerker", True),
    ]


@pytest.mark.parametrize("how", ["lid", "account", "rol"])
def test_an_invitation_needs_somebody_who_may_still_give_it(wereld: Wereld, how: str) -> None:
    """The administration, too, stops people; it knows nothing of invitations."""
    path = invited(wereld.marijke)
    rows = Lidmaatschap.objects.filter(pk=wereld.marijke.pk)
    if how == "account":
        Gebruiker.objects.filter(pk=wereld.marijke.gebruiker_id).update(is_active=False)
    else:
        rows.update(**({"actief": False} if how == "lid" else {"rol": Rol.OPBOUWWERKER}))
    assert wereld.anonymous.get(path).status_code == 404
    # A colleague can invite the same person anew: the old link is replaced.
    assert wereld.anonymous.get(invited(wereld.beatrix)).status_code == 200
    assert wereld.anonymous.get(path).status_code == 404


@pytest.mark.parametrize(
    ("staat", "said"),
    [("onzeker", "De mail is waarschijnlijk verstuurd"), ("mislukt", "De mail is niet verstuurd")],
)
def test_what_became_of_its_mail_is_said_on_the_team_page(
    wereld: Wereld, staat: str, said: str
) -> None:
    for naam in ("Nora", "Omar"):
        invite(
            by=wereld.marijke,
            naam=naam,
            email=f"{naam.lower()}@voorbeeld.nl",
            rol="opbouwwerker",
            gebieden=[],
        )
    manager, worker = wereld.client(wereld.marijke), wereld.client(wereld.samira)
    assert "De mail is" not in manager.get("/team/").text
    Mail.objects.filter(pk=Mail.objects.latest("pk").pk).update(job_staat=staat)
    card = manager.get("/team/").text.partition("Omar")[2].partition("</li>")[0]
    assert said in card
    assert manager.get("/team/").text.count("De mail is") == 1
    assert "De mail is" not in worker.get("/team/").text
