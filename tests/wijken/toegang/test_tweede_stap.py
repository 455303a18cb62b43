"""Who lost every second step: who helps, what it takes away, and what it never opens."""

import re
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from opbouw.lib.models import AuditRegel, Mail
from opbouw.lib.writing.transitions import Refused
from tests.personas import WACHTWOORD
from tests.wereld import Wereld
from tests.wijken.toegang.factor import app_code, give_factor, kinds
from wijken.actions.tweede_stap import start_member_anew
from wijken.models import Gebruiker, Lidmaatschap, Rol, Sessie

SAMIRA = {"login": "samira@voorbeeld.nl", "password": WACHTWOORD}


def address(lid: Lidmaatschap) -> str:
    """The page where a manager helps this colleague."""
    return f"/team/{lid.pk}/tweede-stap/"


def test_a_manager_lets_a_colleague_start_anew_from_the_mailbox(
    wereld: Wereld, settings: Settings
) -> None:
    give_factor(wereld.samira.gebruiker)
    wereld.client(wereld.samira)
    manager = wereld.client(wereld.marijke)
    link = f'href="{address(wereld.samira)}"'
    assert link in manager.get(f"/team/{wereld.samira.pk}/").text
    assert "Bel even" in manager.get(address(wereld.samira)).text
    assert kinds(wereld.samira.gebruiker) != set()
    manager.post(address(wereld.samira))
    assert kinds(wereld.samira.gebruiker) == set()
    assert not Sessie.objects.filter(gebruiker=wereld.samira.gebruiker).exists()
    row = AuditRegel.objects.get(handeling="tweede_stap_geleegd")
    assert (row.door_id, row.organisatie_id, row.naar) == (
        wereld.marijke.gebruiker_id,
        wereld.de_brink.pk,
        "1",
    )
    mail = Mail.objects.get()
    assert (mail.aan, mail.onderwerp) == ("samira@voorbeeld.nl", "Je tweede stap is leeggemaakt")
    # A municipality, whose mail is the same, has no coördinator.
    assert "aan wie je team beheert" in mail.tekst

    # The password, which a manager or a thief may know, no longer opens it; the mailbox does.
    settings.SECOND_FACTOR_REQUIRED = True
    fresh = Client()
    fresh.post("/accounts/login/", SAMIRA)
    assert "_auth_user_id" not in fresh.session
    fresh.post("/accounts/login/code/", {"email": "samira@voorbeeld.nl"})
    found = re.search(r"^[A-Z0-9-]{6,12}$", Mail.objects.latest("pk").tekst, re.MULTILINE)
    assert found
    fresh.post("/accounts/login/code/confirm/", {"code": found[0]})
    assert fresh.get("/team/")["Location"] == "/accounts/2fa/"
    assert fresh.get("/accounts/2fa/totp/activate/").status_code == 200


def elsewhere(wereld: Wereld) -> None:
    """Samira works for Overkant too."""
    Lidmaatschap.objects.create(
        gebruiker=wereld.samira.gebruiker, organisatie=wereld.overkant, rol=Rol.OPBOUWWERKER
    )


def staff(wereld: Wereld) -> None:
    """Samira keeps the lights on too."""
    Gebruiker.objects.filter(pk=wereld.samira.gebruiker_id).update(is_staff=True)


def stopped(wereld: Wereld) -> None:
    """Samira left the team."""
    Lidmaatschap.objects.filter(pk=wereld.samira.pk).update(actief=False)


@pytest.mark.parametrize("why", [elsewhere, staff, stopped])
def test_an_account_that_opens_more_is_not_for_a_manager(
    wereld: Wereld, why: Callable[[Wereld], None]
) -> None:
    give_factor(wereld.samira.gebruiker)
    why(wereld)
    manager = wereld.client(wereld.marijke)
    page = manager.post(address(wereld.samira), follow=True)
    assert "Hierbij kan alleen helpen wie Opbouw voor jullie beheert" in page.text
    # Which other organisation it is, is not theirs to know.
    assert "Overkant" not in page.text
    assert kinds(wereld.samira.gebruiker) == {"totp", "recovery_codes"}
    assert wereld.samira.gebruiker.has_usable_password()
    # Said before it is asked, not after.
    asked = manager.get(address(wereld.samira)).text
    assert ["wie Opbouw voor jullie beheert" in asked, "Maak leeg" in asked] == [True, False]


def test_nobody_helps_themselves_a_stranger_or_somebody_above_them(wereld: Wereld) -> None:
    for lid in (wereld.marijke, wereld.ruben, wereld.beatrix):
        give_factor(lid.gebruiker)
    manager = wereld.client(wereld.marijke)
    # Hers has a factor of its own, so this browser has to prove it first.
    session = manager.session
    session["account_authentication_methods_user"] = str(wereld.marijke.gebruiker_id)
    session["account_authentication_methods"] = [{"method": "mfa", "at": 1.0, "type": "totp"}]
    session.save()
    for lid in (wereld.marijke, wereld.ruben, wereld.beatrix):
        assert manager.post(address(lid)).status_code == 404
        with pytest.raises(Refused):
            start_member_anew(lid=lid, by=wereld.marijke)
        assert kinds(lid.gebruiker) == {"totp", "recovery_codes"}


def test_who_waits_at_the_second_step_while_it_is_emptied_begins_again(wereld: Wereld) -> None:
    """As a colleague does who rings up from that very page."""
    give_factor(wereld.samira.gebruiker)
    waiting = Client()
    waiting.post("/accounts/login/", SAMIRA)
    wereld.client(wereld.marijke).post(address(wereld.samira))
    page = waiting.get("/accounts/2fa/authenticate/", follow=True)
    assert [to for to, _status in page.redirect_chain] == ["/accounts/login/"]
    assert "_auth_user_id" not in waiting.session
    asked = waiting.post("/accounts/login/code/", {"email": "samira@voorbeeld.nl"})
    assert asked["Location"] == "/accounts/login/code/confirm/"


def test_a_second_press_changes_nothing(wereld: Wereld) -> None:
    give_factor(wereld.samira.gebruiker)
    manager = wereld.client(wereld.marijke)
    for _press in range(2):
        page = manager.post(address(wereld.samira), follow=True)
    assert "Deze collega heeft geen tweede stap." in page.text
    assert "Deze collega heeft geen tweede stap." in manager.get(address(wereld.samira)).text
    assert Mail.objects.count() == 1


def test_the_command_helps_any_account_and_says_so_to_each_organisation(
    wereld: Wereld, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere(wereld)
    give_factor(wereld.samira.gebruiker)
    wereld.client(wereld.samira)
    call_command("herstel_tweede_stap", "Samira@Voorbeeld.nl")
    assert "sessies beëindigd: 1" in capsys.readouterr().out
    assert kinds(wereld.samira.gebruiker) == set()
    rows = AuditRegel.objects.filter(handeling="tweede_stap_geleegd", door=None)
    organisations = {wereld.de_brink.pk, wereld.overkant.pk}
    assert set(rows.values_list("organisatie_id", flat=True)) == organisations
    with pytest.raises(CommandError):
        call_command("herstel_tweede_stap", "niemand@voorbeeld.nl")


@pytest.mark.django_db(transaction=True)
def test_recovery_codes_come_with_the_first_factor_and_one_is_asked_to_keep_them(
    wereld: Wereld,
) -> None:
    client = wereld.client(wereld.samira)
    client.post("/accounts/reauthenticate/", {"password": WACHTWOORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    page = client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)}, follow=True)
    assert page.redirect_chain[-1][0] == "/accounts/2fa/recovery-codes/"
    assert "bewaar ze op een veilige plek" in page.text
    assert len(page.context["unused_codes"]) == 10
