"""What there is to tell back about a signal."""

from django.db.models import QuerySet

from signalen.models import BUITEN, Signaal, Vraag


def answered_about(signaal: Signaal) -> QuerySet[Vraag]:
    """Return the vragen with an answer in the organisation's own notes on this signal."""
    return (
        Vraag.objects.filter(
            notitie__organisatie_id=signaal.organisatie_id,
            notitie__signalen=signaal,
            notitie__staat__in=BUITEN,
            antwoord__isnull=False,
        )
        .select_related("notitie", "antwoord__gemeente")
        .order_by("notitie__verzonden_op", "notitie_id", "nummer")
    )
