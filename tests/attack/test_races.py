"""Every form of every page, sent twenty times at the same moment: it happens once."""

from collections import Counter
from functools import partial

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils import timezone

from opbouw.lib.models import AuditRegel
from tests.access_table import GET, PERSONAS, POST_ONLY
from tests.access_world import OneOfEach
from tests.attack.forms import LIBRARY, Form, forms_on
from tests.initiatieven.test_meedoen_eenmaal import drawn_before
from tests.keten import at_once
from tests.test_access import path_of
from tests.wereld import Wereld
from wijken.toegang.form_membership import signed

TWENTY = 20
# The one who may most, of those who may at all.
ORDER = ("marijke", "samira", "anneke")
# Looked at twenty times is recorded twenty times.
LOOKING = {"contactgegevens_bekeken", "contactgegevens_meegegeven"}
# What is counted to keep robots out, and what belongs to being logged in.
BESIDE = {"RateCounter", "SpentToken", "AuditRegel", "Invultijd", "Veldgebruik"}
# What the rows of this world do not allow, or what is only looked at: raced where that is tested.
IDLE = {
    *("controle", "initiatief_bereiken", "initiatief_gelezen", "initiatief_wegleggen"),
    *("initiatief_terugleggen", "bewonersbericht_terugleggen", "lid_terug", "lid_tweede_stap"),
    *("notitie_heropenen", "notitie_vaststellen", "notitie_pdf_opnieuw", "sessies_beeindigen"),
    *("signaal_heroverweeg", "lid_gebieden", "notitie_mail_opnieuw", "contact_ongedaan", "hier"),
    *("contact_foto", "verantwoording_pdf_opnieuw"),
    *("overzettingen", "overzetting", "overzetting_weggooien", "overzetting_opnieuw"),
    *("contactpersoon_tonen", "contactpersoon_meegeven"),
}
# Days that have come, and what reaches somebody.
PERSOON = {
    "rol": ["houdt de sleutel"],
    "telefoon": ["06 12 34 56 78"],
    "grond": ["zakelijk"],
    "toestemming_op": [""],
    "gesproken_op": [timezone.localdate().isoformat()],
    "van_ouder": [],
    "jonger": [],
}
# What is first in these forms is what is there already, and saving that changes nothing.
OTHER = {
    "lid_wijzigen": {"rol": ["coordinator"]},
    **dict.fromkeys(("bron_contactpersoon", "initiatief_contactpersoon"), PERSOON),
    "contactpersoon_wijzig": PERSOON,
    "afspraak_wijzig": {"wat": ["Even gepraat."]},
}


def who_may(name: str) -> str | None:
    """Return who is let in at this address, if anybody with an account is."""
    row = GET.get(name) or POST_ONLY[name]
    return next((who for who in ORDER if row[PERSONAS.index(who)] in {1, 200}), None)


NAMES = [name for name in {**GET, **POST_ONLY} if not name.startswith(LIBRARY) and who_may(name)]


def counts() -> Counter[str]:
    """How many rows each table of ours has, and each kind of audit row."""
    found: Counter[str] = Counter()
    for app in ("wijken", "initiatieven", "signalen", "lib"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            if model.__name__ not in BESIDE:
                found[model.__name__] = model._default_manager.count()
    said = AuditRegel.objects.exclude(handeling__in=LOOKING)
    return found + Counter(said.values_list("handeling", flat=True))


def forms_of(client: Client, name: str, path: str) -> list[Form]:
    """The forms that are sent to this address."""
    if name in POST_ONLY:
        return [Form(path)]
    return [form for form in forms_on(client, path) if form.action == path]


def browser(client: Client) -> Client:
    """Another tab of the same browser."""
    tab = Client()
    tab.cookies = client.cookies
    return tab


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", NAMES)
def test_twenty_at_once_is_once(name: str, wereld: Wereld, one_of_each: OneOfEach) -> None:
    who = who_may(name)
    assert who is not None
    client = wereld.client(wereld.lid(who))
    path = path_of(one_of_each, name)
    for form in forms_of(client, name, path):
        data = {"lidmaatschap": membership(wereld, who), **form.data(), **OTHER.get(name, {})}
        if "getekend" in data:
            data["getekend"] = [drawn_before()]
        before = counts()
        with transaction.atomic():
            assert client.post(path, data).status_code < 500
            once = counts()
            transaction.set_rollback(True)
        # Filled in wrongly it would be refused twenty times, which proves nothing.
        assert bool(once - before) is (name not in IDLE)
        answers = at_once(*[partial(browser(client).post, path, data) for _ in range(TWENTY)])
        statuses = Counter(getattr(one, "status_code", repr(one)) for one in answers)
        assert not [one for one in statuses if not isinstance(one, int) or one >= 500], statuses
        assert counts() - before == once - before, statuses


def membership(wereld: Wereld, who: str) -> str:
    """What a page puts in a form that is drawn for this member."""
    return signed(wereld.lid(who))
