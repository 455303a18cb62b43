"""Every address, by somebody with the password of an account and not its second step."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.access_table import GET, POST_ONLY
from tests.access_world import OneOfEach
from tests.test_access import ROUTES, path_of, snapshot
from tests.wereld import Wereld
from tests.wijken.toegang.factor import give_factor
from wijken.models import Gebruiker, Lidmaatschap, Rol
from wijken.toegang.proof import OPEN

# What a visitor without an account gets too, and what is about the second step itself.
FOR_ALL = {name for name, row in GET.items() if row[0] in {200, 404}}
# The administration sends on to its own login, which asks the second step.
SENT_ON = ("/accounts/2fa/reauthenticate/", "/accounts/reauthenticate/", "/beheer/")


@pytest.fixture(params=[Rol.BEHEERDER, Rol.BEANTWOORDER])
def thief(
    request: pytest.FixtureRequest, wereld: Wereld, one_of_each: OneOfEach, settings: Settings
) -> Client:
    """A browser that gave a password and no more, of an account that opens nearly everything."""
    settings.SECOND_FACTOR_REQUIRED = True
    lid = wereld.anneke if request.param == Rol.BEANTWOORDER else wereld.marijke
    Lidmaatschap.objects.filter(pk=lid.pk).update(rol=request.param)
    Gebruiker.objects.filter(pk=lid.gebruiker_id).update(is_staff=True, is_superuser=True)
    client = wereld.client(Lidmaatschap.objects.get(pk=lid.pk))
    give_factor(lid.gebruiker)
    return client


def test_a_password_without_the_second_step_opens_nothing(
    thief: Client, one_of_each: OneOfEach
) -> None:
    before, opened = snapshot(), []
    for name in sorted({*ROUTES, *POST_ONLY} - FOR_ALL - OPEN):
        path = path_of(one_of_each, name)
        for ask in (thief.get, thief.post):
            for headers in ({}, {"HX-Request": "true"}):
                answer = ask(path, headers=headers)
                onward = answer.headers.get("HX-Redirect") or answer.headers.get("Location", "")
                if answer.status_code not in {403, 404, 405} and not onward.startswith(SENT_ON):
                    opened.append(f"{name}: {answer.status_code} {onward}")
    assert opened == []
    assert snapshot() == before
