"""The administration pages: who may belong where."""

import pytest
from django.test import Client

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
    opbouwwerker: Lidmaatschap,
    gemeentelid: Lidmaatschap,
    vreemde: Lidmaatschap,
    rol: Rol,
    bij_welzijn: bool,
    bij_gemeente: bool,
) -> None:
    def fits(organisatie: Organisatie) -> bool:
        data = {
            "gebruiker": vreemde.gebruiker_id,
            "organisatie": organisatie.pk,
            "rol": rol.value,
            "actief": "on",
        }
        return LidmaatschapForm(data).is_valid()

    found = (fits(opbouwwerker.organisatie), fits(gemeentelid.organisatie))
    assert found == (bij_welzijn, bij_gemeente)


def test_the_page_of_a_new_member_opens(anonymous: Client) -> None:
    staff = Gebruiker.objects.create_superuser("beheer@voorbeeld.nl", "x", naam="Beheer")
    anonymous.force_login(staff)
    page = anonymous.get("/beheer/wijken/lidmaatschap/add/")
    assert (page.status_code, 'name="rol"' in page.text) == (200, True)
