"""What a resident sends, and initiatives that exist already."""

import uuid
from typing import Any

from initiatieven.actions.indiener import Bereikbaar
from initiatieven.actions.initiatief import bring_in
from initiatieven.models import Initiatief
from opbouw.lib.web import pow  # noqa: A004 -- named after the thing; the built-in is not used
from wijken.models import Gebied, Lidmaatschap, Organisatie

NIEMAND = Bereikbaar()
ELS = Bereikbaar(naam="Els Kuipers", email="els@example.org", telefoon="06 12 34 56 78")
# What may stand nowhere but in the encrypted table.
# Each holds a sign, or is long enough, that no random token or ciphertext shows it by chance.
PERSONAL = ("Els Kuipers", "Kuipers", "els@", "12 34 56 78", "0612345678")


def proof() -> str:
    """A solved challenge, an easy one."""
    return pow.solve(pow.new_challenge(most=50))


def fields(gebied: Gebied, /, **other: Any) -> dict[str, Any]:
    """The public form as a browser with script sends it."""
    return {
        "sleutel": str(uuid.uuid4()),
        "titel": "Samen eten in de Kade",
        "plan": "Elke donderdag koken we met de buren.",
        "nodig": "Een keuken.",
        "gebied": str(gebied.pk),
        "plek": "de Kade",
        "altcha": proof(),
        **other,
    }


def make_initiatief(
    organisatie: Organisatie,
    gebied: Gebied,
    *,
    by: Lidmaatschap | None = None,
    bereikbaar: Bereikbaar = NIEMAND,
    titel: str = "Samen eten in de Kade",
    **state: Any,
) -> Initiatief:
    """An initiative as the action makes it, then set to the given state."""
    initiatief, _new = bring_in(
        organisatie=organisatie,
        by=by,
        sleutel=uuid.uuid4(),
        content={
            "titel": titel,
            "plan": "Elke donderdag koken we met de buren.",
            "nodig": "Een keuken.",
            "gebied": gebied,
            "plek": "",
        },
        bereikbaar=bereikbaar,
    )
    for name, value in state.items():
        setattr(initiatief, name, value)
    initiatief.save()
    return initiatief
