"""Named reads of the files that administrators sent."""

from wijken.models import Inlezing

RECENT = 20


def recent_inlezingen() -> list[Inlezing]:
    """Return the newest files, each with who sent it."""
    rows = Inlezing.objects.select_related("door").defer("voorbeeld", "uitkomst")
    return list(rows.order_by("-gestuurd_op", "-pk")[:RECENT])
