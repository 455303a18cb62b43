"""Members: who is active, switching, the team page."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opbouw.lib.models import AuditRegel
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.transitions import Refused
from tests.keten import hidden
from tests.personas import Persona, make_lid
from tests.wereld import Wereld
from wijken.actions.lid import stop_member
from wijken.actions.uitnodiging import invite
from wijken.models import Lidmaatschap, Rol
from wijken.queries.lid import pick


def active(client: Client) -> object:
    """The membership that the next page is for."""
    return client.get("/team/").context["lid"]


LEAKS = ("Ruben Smit", "Anneke Vos", "Stichting Overkant")


def test_the_team_sees_its_own_members_only(wereld: Wereld) -> None:
    wereld.bring("anneke", "joost", "marijke", "ruben", "samira")
    response = wereld.client(wereld.samira).get("/team/")
    assert [lid for lid, _manage in response.context["leden"]] == [
        wereld.joost,
        wereld.marijke,
        wereld.samira,
    ]
    assert [leak for leak in LEAKS if leak in response.text] == []
    assert "Nodig iemand uit" not in response.text
    assert "joost@voorbeeld.nl" not in response.text


def test_only_managers_see_invitations_and_who_stopped(wereld: Wereld) -> None:
    stop_member(lid=wereld.joost, by=wereld.marijke)
    invite(
        by=wereld.marijke, naam="Nora", email="nora@voorbeeld.nl", rol="opbouwwerker", gebieden=[]
    )
    manager, worker = (
        wereld.client(lid).get("/team/").text for lid in (wereld.marijke, wereld.samira)
    )
    words = ("Joost Wiersma", "nora@voorbeeld.nl", "Trek in", "Laat weer meedoen")
    assert [word in manager for word in words] == [True] * 4
    assert [word in worker for word in words] == [False] * 4


def test_the_team_page_asks_as_many_queries_for_thirty_as_for_one(wereld: Wereld) -> None:
    client = wereld.client(wereld.marijke)
    counts = []
    for batch in (range(1), range(1, 30)):
        for n in batch:
            make_lid(Persona(f"Lid{n} Test", Rol.OPBOUWWERKER), wereld.de_brink, wereld.weide)
            invite(
                by=wereld.marijke,
                naam="N",
                email=f"n{n}@voorbeeld.nl",
                rol="opbouwwerker",
                gebieden=[wereld.weide],
            )
        client.get("/team/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/team/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 15


def test_changing_role_and_areas_writes_the_trail(wereld: Wereld) -> None:
    client = wereld.client(wereld.marijke)
    url = f"/team/{wereld.joost.pk}/"
    drawn = hidden(client, url)
    for _twice in range(2):
        sent = {**drawn, "rol": "coordinator", "gebieden": [wereld.weide.pk]}
        response = client.post(url, sent)
        assert response.status_code == 302
        assert response["Location"] == "/team/"
    wereld.joost.refresh_from_db()
    assert wereld.joost.rol == "coordinator"
    assert list(wereld.joost.gebieden.all()) == [wereld.weide]
    assert list(AuditRegel.objects.values_list("handeling", "object_id", "van", "naar")) == [
        ("lid_rol_gewijzigd", wereld.joost.pk, "opbouwwerker", "coordinator"),
        ("lid_gebieden_gewijzigd", wereld.joost.pk, "", ""),
    ]


def test_saving_keeps_an_area_that_is_not_among_the_wijken(wereld: Wereld) -> None:
    wereld.joost.gebieden.set([wereld.klaverveld])
    choices = (
        wereld.client(wereld.marijke)
        .get(f"/team/{wereld.joost.pk}/")
        .context["form"]
        .fields["gebieden"]
    )
    assert set(choices.queryset.values_list("code", flat=True)) == {
        "WK999900",
        "WK999901",
        "BU99990100",
    }


def test_a_stopped_member_is_out_at_once_and_can_come_back(wereld: Wereld) -> None:
    manager, stopped = wereld.client(wereld.marijke), wereld.client(wereld.joost)
    assert stopped.get("/team/").status_code == 200
    assert manager.post(f"/team/{wereld.joost.pk}/stoppen/").status_code == 302
    # The session is gone; a new one opens nothing.
    assert stopped.get("/team/").headers["Location"] == "/accounts/login/?next=%2Fteam%2F"
    again = wereld.client(wereld.joost)
    assert again.get("/team/").status_code == 404
    assert "hoort nu bij geen organisatie" in again.get("/").text
    assert manager.post(f"/team/{wereld.joost.pk}/terug/").status_code == 302
    assert again.get("/team/").status_code == 200
    ours = AuditRegel.objects.filter(organisatie_id=wereld.de_brink.pk)
    assert list(ours.values_list("handeling", flat=True)) == [
        "lid_gestopt",
        "lid_terug",
    ]


@pytest.mark.parametrize("what", ["", "stoppen/", "terug/"])
@pytest.mark.parametrize(
    ("who", "whom"),
    [
        ("marijke", "marijke"),
        ("marijke", "beatrix"),
        ("marijke", "ruben"),
        ("anneke", "samira"),
        ("anneke", "anneke"),
        ("beatrix", "beatrix"),
        ("samira", "joost"),
        ("leo", "anneke"),
    ],
)
def test_nobody_changes_themselves_a_superior_or_a_stranger(
    wereld: Wereld, who: str, whom: str, what: str
) -> None:
    lid: Lidmaatschap = wereld.lid(whom)
    before = (lid.rol, lid.actief)
    client = wereld.client(wereld.lid(who))
    response = client.post(f"/team/{lid.pk}/{what}", {"rol": "opbouwwerker"})
    lid.refresh_from_db()
    assert (response.status_code, lid.rol, lid.actief) == (404, *before)
    assert not AuditRegel.objects.exists()


def test_two_managers_cannot_put_each_other_out(wereld: Wereld) -> None:
    other = make_lid(Persona("Tweede Leiding", Rol.COORDINATOR), wereld.de_brink)
    stop_member(lid=other, by=wereld.marijke)
    # The second request still holds the membership as it was when its page was opened.
    with pytest.raises(Refused):
        stop_member(lid=wereld.marijke, by=other)
    wereld.marijke.refresh_from_db()
    assert wereld.marijke.actief


def test_a_coordinator_cannot_make_a_beheerder(wereld: Wereld) -> None:
    response = wereld.client(wereld.marijke).post(f"/team/{wereld.joost.pk}/", {"rol": "beheerder"})
    assert response.status_code == 422
    wereld.joost.refresh_from_db()
    assert wereld.joost.rol == "opbouwwerker"


def test_switching_between_own_memberships(wereld: Wereld) -> None:
    second = Lidmaatschap.objects.create(
        gebruiker=wereld.samira.gebruiker, organisatie=wereld.overkant, rol=Rol.COORDINATOR
    )
    client = wereld.client(wereld.samira)
    response = client.post("/lid/wisselen/", {"lid": second.pk})
    assert response.status_code == 302
    assert response["Location"] == "/vandaag/"
    assert active(client) == second
    second.actief = False
    second.save()
    assert active(client) == wereld.samira
    wrong = [second.pk, wereld.marijke.pk, 0, -1, "", "x", "9" * 400, "²"]
    assert {client.post("/lid/wisselen/", {"lid": pk}).status_code for pk in wrong} == {404}
    assert active(client) == wereld.samira


def test_switching_needs_a_post_and_a_login(wereld: Wereld) -> None:
    assert wereld.client(wereld.samira).get("/lid/wisselen/").status_code == 405
    assert wereld.anonymous.post("/lid/wisselen/", {"lid": wereld.samira.pk}).status_code == 302


def test_the_header_of_a_phone_switches_for_who_has_two(wereld: Wereld) -> None:
    Lidmaatschap.objects.create(
        gebruiker=wereld.samira.gebruiker, organisatie=wereld.overkant, rol=Rol.OPBOUWWERKER
    )
    header = re.compile(r'<header class="kopbalk">.*?</header>', re.DOTALL)
    two, one = (
        header.findall(wereld.client(m).get("/team/").text)[0]
        for m in (wereld.samira, wereld.joost)
    )
    assert ["Verder als <bdi>Stichting Overkant</bdi>" in page for page in (two, one)] == [
        True,
        False,
    ]


@pytest.mark.parametrize(("worked", "first"), [("de-brink", "de-brink"), ("overkant", "overkant")])
def test_logging_in_leads_to_where_you_worked_last(wereld: Wereld, worked: str, first: str) -> None:
    second = Lidmaatschap.objects.create(
        gebruiker=wereld.samira.gebruiker, organisatie=wereld.overkant, rol=Rol.OPBOUWWERKER
    )
    own = {lid.organisatie.slug: lid for lid in (wereld.samira, second)}
    # Without any work yet: the oldest, and not the first of the alphabet.
    assert pick(wereld.samira.gebruiker, None) == wereld.samira
    with transaction.atomic():
        for lid in (*own.values(), own[worked]):
            record("contact_genoteerd", lid, by=lid)
    assert pick(wereld.samira.gebruiker, None) == own[first]
    own[first].actief = False
    own[first].save()
    rest = [lid for lid in own.values() if lid.actief]
    assert [pick(wereld.samira.gebruiker, own[first].pk)] == rest


def test_who_is_moved_to_another_organisation_hears_of_it(wereld: Wereld) -> None:
    second = Lidmaatschap.objects.create(
        gebruiker=wereld.samira.gebruiker, organisatie=wereld.overkant, rol=Rol.OPBOUWWERKER
    )
    client = wereld.client(second)
    second.actief = False
    second.save()
    pages = [client.get("/team/").text for _twice in range(2)]
    assert ["Je werkt nu voor Welzijn De Brink." in page for page in pages] == [True, False]
