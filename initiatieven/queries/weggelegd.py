"""What the team put away as no plan at all, and until when it can come back."""

from django.db.models import QuerySet

from initiatieven.models import Bewonersbericht, Initiatief
from wijken.models import Lidmaatschap

KEPT_DAYS = 30


def own_initiatieven(lid: Lidmaatschap) -> QuerySet[Initiatief]:
    """Return every initiative of the member's organisation, those put away too."""
    return Initiatief.objects.filter(organisatie_id=lid.organisatie_id)


def own_bewonersberichten(lid: Lidmaatschap) -> QuerySet[Bewonersbericht]:
    """Return every message of residents to the organisation, those put away too."""
    return Bewonersbericht.objects.filter(organisatie_id=lid.organisatie_id)


def initiatieven_put_away(lid: Lidmaatschap) -> QuerySet[Initiatief]:
    """Return the initiatives that were put away, the newest first."""
    rows = own_initiatieven(lid) & Initiatief.objects.put_away()
    return rows.select_related("gebied").defer("gebied__vorm").order_by("-weggelegd_op", "-pk")


def bewonersberichten_put_away(lid: Lidmaatschap) -> QuerySet[Bewonersbericht]:
    """Return the messages that were put away by themselves, the newest first."""
    rows = own_bewonersberichten(lid) & Bewonersbericht.objects.put_away()
    return rows.select_related("initiatief").order_by("-weggelegd_op", "-pk")


def anything_put_away(lid: Lidmaatschap) -> bool:
    """Tell whether something was put away that can come back."""
    return initiatieven_put_away(lid).exists() or bewonersberichten_put_away(lid).exists()
