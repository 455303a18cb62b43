"""Members: who is active, switching, the team page."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from opbouw.lib.models import AuditRegel
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.transitions import Refused
from tests.conftest import ClientFor
from tests.personas import Persona, make_lid
from wijken.actions.lid import stop_member
from wijken.actions.uitnodiging import invite
from wijken.models import Gebied, Lidmaatschap, Organisatie, Rol
from wijken.queries.lid import pick


def active(client: Client) -> object:
    """The membership that the next page is for."""
    return client.get("/team/").context["lid"]


LEAKS = ("Ruben Smit", "Anneke Vos", "Stichting Overkant")


def test_the_team_sees_its_own_members_only(
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    coordinator: Lidmaatschap,
    vreemde: Lidmaatschap,
    gemeentelid: Lidmaatschap,
) -> None:
    response = client_for(opbouwwerker).get("/team/")
    assert [lid for lid, _manage in response.context["leden"]] == [
        collega,
        coordinator,
        opbouwwerker,
    ]
    assert [leak for leak in LEAKS if leak in response.text] == []
    assert "Nodig iemand uit" not in response.text
    assert "joost@voorbeeld.nl" not in response.text


def test_only_managers_see_invitations_and_who_stopped(
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    collega: Lidmaatschap,
    coordinator: Lidmaatschap,
) -> None:
    stop_member(lid=collega, by=coordinator)
    invite(by=coordinator, naam="Nora", email="nora@voorbeeld.nl", rol="opbouwwerker", gebieden=[])
    manager, worker = (client_for(lid).get("/team/").text for lid in (coordinator, opbouwwerker))
    words = ("Joost Wiersma", "nora@voorbeeld.nl", "Trek in", "Laat weer meedoen")
    assert [word in manager for word in words] == [True] * 4
    assert [word in worker for word in words] == [False] * 4


def test_the_team_page_asks_as_many_queries_for_thirty_as_for_one(
    client_for: ClientFor, coordinator: Lidmaatschap, de_brink: Organisatie, wijk: Gebied
) -> None:
    client = client_for(coordinator)
    counts = []
    for batch in (range(1), range(1, 30)):
        for n in batch:
            make_lid(Persona(f"Lid{n} Test", Rol.OPBOUWWERKER), de_brink, wijk)
            invite(
                by=coordinator,
                naam="N",
                email=f"n{n}@voorbeeld.nl",
                rol="opbouwwerker",
                gebieden=[wijk],
            )
        client.get("/team/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/team/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 14


def test_changing_role_and_areas_writes_the_trail(
    client_for: ClientFor, coordinator: Lidmaatschap, collega: Lidmaatschap, wijk: Gebied
) -> None:
    client = client_for(coordinator)
    url = f"/team/{collega.pk}/"
    for _twice in range(2):
        response = client.post(url, {"rol": "coordinator", "gebieden": [wijk.pk]})
        assert response.status_code == 302
        assert response["Location"] == "/team/"
    collega.refresh_from_db()
    assert collega.rol == "coordinator"
    assert list(collega.gebieden.all()) == [wijk]
    assert list(AuditRegel.objects.values_list("handeling", "object_id", "van", "naar")) == [
        ("lid_rol_gewijzigd", collega.pk, "opbouwwerker", "coordinator"),
        ("lid_gebieden_gewijzigd", collega.pk, "", ""),
    ]


def test_saving_keeps_an_area_that_is_not_among_the_wijken(
    client_for: ClientFor, coordinator: Lidmaatschap, collega: Lidmaatschap, buurt: Gebied
) -> None:
    collega.gebieden.set([buurt])
    choices = client_for(coordinator).get(f"/team/{collega.pk}/").context["form"].fields["gebieden"]
    assert set(choices.queryset.values_list("code", flat=True)) == {
        "WK999900",
        "WK999901",
        "BU99990100",
    }


def test_a_stopped_member_is_out_at_once_and_can_come_back(
    client_for: ClientFor, coordinator: Lidmaatschap, collega: Lidmaatschap
) -> None:
    manager, stopped = client_for(coordinator), client_for(collega)
    assert stopped.get("/team/").status_code == 200
    assert manager.post(f"/team/{collega.pk}/stoppen/").status_code == 302
    assert stopped.get("/team/").status_code == 404
    assert stopped.get("/").status_code == 200
    assert "hoort nu bij geen organisatie" in stopped.get("/").text
    assert manager.post(f"/team/{collega.pk}/terug/").status_code == 302
    assert stopped.get("/team/").status_code == 200
    assert list(AuditRegel.objects.values_list("handeling", flat=True)) == [
        "lid_gestopt",
        "lid_terug",
    ]


@pytest.mark.parametrize("what", ["", "stoppen/", "terug/"])
@pytest.mark.parametrize(
    ("who", "whom"),
    [
        ("coordinator", "coordinator"),
        ("coordinator", "beheerder"),
        ("coordinator", "vreemde"),
        ("gemeentelid", "opbouwwerker"),
        ("gemeentelid", "gemeentelid"),
        ("beheerder", "beheerder"),
        ("opbouwwerker", "collega"),
        ("lezer", "gemeentelid"),
    ],
)
def test_nobody_changes_themselves_a_superior_or_a_stranger(
    request: pytest.FixtureRequest, client_for: ClientFor, who: str, whom: str, what: str
) -> None:
    lid: Lidmaatschap = request.getfixturevalue(whom)
    before = (lid.rol, lid.actief)
    client = client_for(request.getfixturevalue(who))
    response = client.post(f"/team/{lid.pk}/{what}", {"rol": "opbouwwerker"})
    lid.refresh_from_db()
    assert (response.status_code, lid.rol, lid.actief) == (404, *before)
    assert not AuditRegel.objects.exists()


def test_two_managers_cannot_put_each_other_out(
    coordinator: Lidmaatschap, de_brink: Organisatie
) -> None:
    other = make_lid(Persona("Tweede Leiding", Rol.COORDINATOR), de_brink)
    stop_member(lid=other, by=coordinator)
    # The second request still holds the membership as it was when its page was opened.
    with pytest.raises(Refused):
        stop_member(lid=coordinator, by=other)
    coordinator.refresh_from_db()
    assert coordinator.actief


def test_a_coordinator_cannot_make_a_beheerder(
    client_for: ClientFor, coordinator: Lidmaatschap, collega: Lidmaatschap
) -> None:
    response = client_for(coordinator).post(f"/team/{collega.pk}/", {"rol": "beheerder"})
    assert response.status_code == 422
    collega.refresh_from_db()
    assert collega.rol == "opbouwwerker"


def test_switching_between_own_memberships(
    client_for: ClientFor,
    opbouwwerker: Lidmaatschap,
    overkant: Organisatie,
    coordinator: Lidmaatschap,
) -> None:
    second = Lidmaatschap.objects.create(
        gebruiker=opbouwwerker.gebruiker, organisatie=overkant, rol=Rol.COORDINATOR
    )
    client = client_for(opbouwwerker)
    response = client.post("/lid/wisselen/", {"lid": second.pk})
    assert response.status_code == 302
    assert response["Location"] == "/vandaag/"
    assert active(client) == second
    second.actief = False
    second.save()
    assert active(client) == opbouwwerker
    wrong = [second.pk, coordinator.pk, 0, -1, "", "x", "9" * 400, "²"]
    assert {client.post("/lid/wisselen/", {"lid": pk}).status_code for pk in wrong} == {404}
    assert active(client) == opbouwwerker


def test_switching_needs_a_post_and_a_login(
    anonymous: Client, client_for: ClientFor, opbouwwerker: Lidmaatschap
) -> None:
    assert client_for(opbouwwerker).get("/lid/wisselen/").status_code == 405
    assert anonymous.post("/lid/wisselen/", {"lid": opbouwwerker.pk}).status_code == 302


def test_the_header_of_a_phone_switches_for_who_has_two(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, collega: Lidmaatschap, overkant: Organisatie
) -> None:
    Lidmaatschap.objects.create(
        gebruiker=opbouwwerker.gebruiker, organisatie=overkant, rol=Rol.OPBOUWWERKER
    )
    header = re.compile(r'<header class="kopbalk">.*?</header>', re.DOTALL)
    two, one = (
        header.findall(client_for(m).get("/team/").text)[0] for m in (opbouwwerker, collega)
    )
    assert ["Verder als <bdi>Stichting Overkant</bdi>" in page for page in (two, one)] == [
        True,
        False,
    ]


@pytest.mark.parametrize(("worked", "first"), [("de-brink", "de-brink"), ("overkant", "overkant")])
def test_logging_in_leads_to_where_you_worked_last(
    opbouwwerker: Lidmaatschap, overkant: Organisatie, worked: str, first: str
) -> None:
    second = Lidmaatschap.objects.create(
        gebruiker=opbouwwerker.gebruiker, organisatie=overkant, rol=Rol.OPBOUWWERKER
    )
    own = {lid.organisatie.slug: lid for lid in (opbouwwerker, second)}
    # Without any work yet: the oldest, and not the first of the alphabet.
    assert pick(opbouwwerker.gebruiker, None) == opbouwwerker
    with transaction.atomic():
        for lid in (*own.values(), own[worked]):
            record("contact_genoteerd", lid, by=lid)
    assert pick(opbouwwerker.gebruiker, None) == own[first]
    own[first].actief = False
    own[first].save()
    rest = [lid for lid in own.values() if lid.actief]
    assert [pick(opbouwwerker.gebruiker, own[first].pk)] == rest


def test_who_is_moved_to_another_organisation_hears_of_it(
    client_for: ClientFor, opbouwwerker: Lidmaatschap, overkant: Organisatie
) -> None:
    second = Lidmaatschap.objects.create(
        gebruiker=opbouwwerker.gebruiker, organisatie=overkant, rol=Rol.OPBOUWWERKER
    )
    client = client_for(second)
    second.actief = False
    second.save()
    pages = [client.get("/team/").text for _twice in range(2)]
    assert ["Je werkt nu voor Welzijn De Brink." in page for page in pages] == [True, False]
