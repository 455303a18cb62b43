"""What is kept of somebody with an account, for that person."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from opbouw.lib.models import AuditRegel
from opbouw.lib.text.dates import day
from wijken.models import Gebruiker
from wijken.queries.lid import AREAS, all_memberships
from wijken.queries.sessie import sessions_of


def account_of(gebruiker: Gebruiker) -> dict[str, Any]:
    """Return the account itself, its memberships, second steps and where it is logged in."""
    leden = all_memberships(gebruiker).prefetch_related(AREAS).order_by("pk")
    stappen = Authenticator.objects.filter(user=gebruiker).order_by("pk")
    return {
        "naam": gebruiker.naam,
        "e-mailadres": gebruiker.email,
        "lid_sinds": gebruiker.date_joined,
        "laatst_ingelogd": gebruiker.last_login,
        "lidmaatschappen": [
            {
                "organisatie": lid.organisatie.naam,
                "rol": lid.get_rol_display(),
                "gebieden": [gebied.naam for gebied in lid.gebieden.all()],
                "actief": lid.actief,
                "gestopt_op": lid.gestopt_op,
            }
            for lid in leden
        ],
        "tweede_stappen": [
            {"soort": one.get_type_display(), "sinds": one.created_at, "gebruikt": one.last_used_at}
            for one in stappen
        ],
        "sessies": [
            {"toestel": one.toestel, "sinds": one.begonnen_op, "gezien": one.gezien_op}
            for one in sessions_of(gebruiker)
        ],
    }


def in_words(account: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the account as labels with values, for a page."""
    return [
        (_("Naam"), account["naam"]),
        (_("E-mailadres"), account["e-mailadres"]),
        (_("Account sinds"), day(account["lid_sinds"])),
        *((_("Lid van"), _membership(lid)) for lid in account["lidmaatschappen"]),
        *((_("Tweede stap"), _step(stap)) for stap in account["tweede_stappen"]),
    ]


def _membership(lid: dict[str, Any]) -> str:
    parts = [lid["organisatie"], lid["rol"], *([] if lid["actief"] else [_("gestopt")])]
    areas = f" ({', '.join(lid['gebieden'])})" if lid["gebieden"] else ""
    return ", ".join(parts) + areas


def _step(stap: dict[str, Any]) -> str:
    return _("%(soort)s, sinds %(dag)s") % {"soort": stap["soort"], "dag": day(stap["sinds"])}


def trail_of(gebruiker: Gebruiker) -> list[dict[str, Any]]:
    """Return what the audit trail says that they did, the newest first; its term bounds it."""
    rows = AuditRegel.objects.filter(door=gebruiker).order_by("-pk")
    names = ("op", "handeling", "object_soort", "object_id", "van", "naar")
    return list(rows.values(*names))
