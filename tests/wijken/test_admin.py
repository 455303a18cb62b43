"""The administration pages: who may belong where."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from signalen.models import Signaal
from tests.keten import hidden
from tests.wereld import Wereld
from wijken.admin import LidmaatschapForm
from wijken.models import Gebruiker, Lidmaatschap, Organisatie, Rol


@pytest.mark.parametrize(
    ("rol", "bij_welzijn", "bij_gemeente"),
    [
        (Rol.OPBOUWWERKER, True, False),
        (Rol.COORDINATOR, True, False),
        (Rol.BEHEERDER, True, False),
        (Rol.LEZER, False, True),
        (Rol.BEANTWOORDER, False, True),
    ],
)
def test_a_role_fits_the_kind_of_organisation(
    wereld: Wereld, rol: Rol, bij_welzijn: bool, bij_gemeente: bool
) -> None:
    def fits(organisatie: Organisatie) -> bool:
        data = {
            "gebruiker": wereld.ruben.gebruiker_id,
            "organisatie": organisatie.pk,
            "rol": rol.value,
            "actief": "on",
        }
        return LidmaatschapForm(data).is_valid()

    found = (fits(wereld.samira.organisatie), fits(wereld.anneke.organisatie))
    assert found == (bij_welzijn, bij_gemeente)


def test_the_page_of_a_new_member_opens(beheer: Client) -> None:
    page = beheer.get("/beheer/wijken/lidmaatschap/add/")
    assert page.status_code == 200
    assert 'name="rol"' in page.text


def member(lid: Lidmaatschap) -> str:
    """The address of a membership there."""
    return f"/beheer/wijken/lidmaatschap/{lid.pk}/change/"


def change(beheer: Client, address: str, form: dict[str, Any]) -> Any:
    """Open a page of the administration, and send it."""
    return beheer.post(address, {**hidden(beheer, address), **form})


@pytest.fixture
def beheer(wereld: Wereld) -> Client:
    """The browser of somebody who keeps the lights on."""
    staff = Gebruiker.objects.create_superuser("beheer@voorbeeld.nl", "x", naam="Beheer")
    wereld.anonymous.force_login(staff)
    return wereld.anonymous


def test_nothing_is_deleted_and_so_nothing_that_hangs_on_it_is_shown(
    wereld: Wereld, beheer: Client
) -> None:
    signaal = Signaal.objects.create(
        organisatie=wereld.samira.organisatie,
        door=wereld.samira,
        gebied=wereld.klaverveld,
        titel="Dichte gordijnen",
        tekst="Kou",
        thema="wonen",
        kring="ouders",
    )
    for kind, pk in (
        ("lidmaatschap", wereld.samira.pk),
        ("gebruiker", wereld.samira.gebruiker_id),
        ("organisatie", wereld.samira.organisatie_id),
    ):
        address = f"/beheer/wijken/{kind}/{pk}/"
        delete = f"{address}delete/"
        answers = [beheer.get(delete), beheer.post(delete, {"post": "yes"})]
        assert [(page.status_code, signaal.titel in page.text) for page in answers] == [
            (403, False),
            (403, False),
        ]
        assert delete not in beheer.get(f"{address}change/").text
    assert list(Lidmaatschap.objects.all()) == [wereld.samira]


def test_what_is_closed_here_ends_its_sessions_for_good(wereld: Wereld, beheer: Client) -> None:
    ended, other = wereld.client(wereld.samira), wereld.client(wereld.joost)
    samira = wereld.samira.gebruiker
    address = f"/beheer/wijken/gebruiker/{samira.pk}/change/"
    change(beheer, address, {"naam": samira.naam})
    # Whoever held that session does not get in again when the account is opened for its owner.
    change(beheer, address, {"naam": samira.naam, "is_active": "on"})
    assert Gebruiker.objects.get(pk=samira.pk).is_active
    assert ended.get("/team/")["Location"].startswith("/accounts/login/")
    assert other.get("/team/").status_code == 200
    change(beheer, member(wereld.joost), {"rol": "opbouwwerker"})
    assert not Lidmaatschap.objects.get(pk=wereld.joost.pk).actief
    assert other.get("/team/")["Location"].startswith("/accounts/login/")


def test_the_log_of_the_administration_holds_no_names(wereld: Wereld, beheer: Client) -> None:
    change(beheer, member(wereld.samira), {"rol": "coordinator"})
    beheer.post(
        "/beheer/wijken/gebruiker/add/",
        {"naam": "Eva Lans", "email": "eva@voorbeeld.nl", "is_active": "on"},
    )
    eva = Gebruiker.objects.get(email="eva@voorbeeld.nl")
    assert list(LogEntry.objects.order_by("pk").values_list("object_repr", "change_message")) == [
        (f"lidmaatschap {wereld.samira.pk}", '[{"changed": {"fields": ["Rol", "Actief"]}}]'),
        (f"gebruiker {eva.pk}", '[{"added": {}}]'),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "/beheer/wijken/lidmaatschap/?rol__exact=%00",
        "/beheer/wijken/lidmaatschap/?q=%00",
        "/beheer/wijken/organisatie/?soort__exact=%00",
        "/beheer/autocomplete/?app_label=wijken&model_name=lidmaatschap&field_name=gebruiker&term=%00",
    ],
)
def test_a_character_that_no_database_knows_is_no_error_page(beheer: Client, address: str) -> None:
    assert beheer.get(address).status_code == 400
    assert beheer.get(address.replace("%00", "")).status_code == 200


@pytest.mark.parametrize("naam", ["Eva\x00", "Eva\x1b[1m", "Eva\u202esnaL", ""])
def test_a_name_is_one_that_people_can_read(wereld: Wereld, beheer: Client, naam: str) -> None:
    page = beheer.post(
        "/beheer/wijken/gebruiker/add/",
        {"naam": naam, "email": "eva@voorbeeld.nl", "is_active": "on"},
    )
    form = {"naam": naam, "slug": "overkant", "reactietermijn_weken": 6, "drempel": 10}
    other = change(beheer, f"/beheer/wijken/organisatie/{wereld.overkant.pk}/change/", form)
    found = [list(one.context["adminform"].form.errors) for one in (page, other)]
    assert found == [["naam"], ["naam"]]
    assert not Gebruiker.objects.filter(email="eva@voorbeeld.nl").exists()


def test_a_membership_stays_where_it_is_and_an_organisation_what_it_is(
    wereld: Wereld, beheer: Client
) -> None:
    moved = {
        "gebruiker": wereld.ruben.gebruiker_id,
        "organisatie": wereld.ruben.organisatie_id,
        "rol": "coordinator",
        "actief": "on",
    }
    change(beheer, f"/beheer/wijken/lidmaatschap/{wereld.samira.pk}/change/", moved)
    brink = wereld.samira.organisatie
    change(
        beheer,
        f"/beheer/wijken/organisatie/{brink.pk}/change/",
        {"naam": "De Brink", "slug": "brink", "soort": "gemeente", "reactietermijn_weken": 6}
        | {"drempel": 10},
    )
    lid = Lidmaatschap.objects.get(pk=wereld.samira.pk)
    assert lid.gebruiker == wereld.samira.gebruiker
    assert lid.organisatie == brink
    assert lid.rol == "coordinator"
    assert lid.organisatie.naam == "De Brink"
    assert lid.organisatie.soort == "welzijn"
    # The role must still fit where the membership is.
    page = change(beheer, member(lid), {**moved, "rol": "lezer"})
    assert list(page.context["adminform"].form.errors) == ["rol"]


@pytest.mark.parametrize("kind", ["lidmaatschap", "gebruiker", "organisatie"])
def test_what_another_administrator_changed_is_not_undone_unseen(
    wereld: Wereld, beheer: Client, kind: str
) -> None:
    naam = {"naam": "Nu anders"}
    forms: dict[str, tuple[Any, dict[str, Any]]] = {
        "lidmaatschap": (wereld.samira, {"rol": "opbouwwerker", "actief": "on"}),
        "gebruiker": (wereld.samira.gebruiker, {**naam, "is_active": "on"}),
        "organisatie": (
            wereld.overkant,
            {**naam, "slug": "overkant", "reactietermijn_weken": 6, "drempel": 10},
        ),
    }
    row, form = forms[kind]
    address = f"/beheer/wijken/{kind}/{row.pk}/change/"
    drawn = hidden(beheer, address)
    change = {"rol": "coordinator"} if kind == "lidmaatschap" else {"naam": "Van een collega"}
    type(row).objects.filter(pk=row.pk).update(**change)
    page = beheer.post(address, {**drawn, **form})
    assert page.status_code == 200
    assert "Een collega heeft dit intussen ook gewijzigd" in page.text
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in change} == change
    stand = page.context["adminform"].form["stand"].value()
    assert beheer.post(address, {**drawn, **form, "stand": stand}).status_code == 302
