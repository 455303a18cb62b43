"""What this app contributes to the pages of the roof."""

from django.utils.translation import gettext_lazy as _

from signalen import retention
from signalen.queries import dag, draad, gehoord, menu
from signalen.queries.handelingen import HANDELINGEN
from wijken.contract import Branch, Contribution, Dagdeel, MenuEntry, Source, Strand
from wijken.models import GEMEENTE_ROLLEN

CONTRIBUTION = Contribution(
    menu=(
        MenuEntry("signalen", _("Signalen"), "megaphone", duim=4, aantal=menu.waiting_signalen),
        MenuEntry("verhalen", _("Verhalen"), "book-open", aantal=menu.waiting_verhalen),
        MenuEntry("notities", _("Notities"), "file-text"),
        MenuEntry(
            "ontvangen",
            _("Ontvangen notities"),
            "inbox",
            kort=_("Notities"),
            duim=2,
            aantal=menu.waiting_ontvangen,
            rollen=GEMEENTE_ROLLEN,
        ),
    ),
    dag=(
        Source(Dagdeel.TE_VERTELLEN, dag.to_tell),
        Source(Dagdeel.WACHT_OP_ANTWOORD, dag.unanswered),
        Source(Dagdeel.WACHT, dag.signalen),
        Source(Dagdeel.WACHT, dag.verhalen),
        Source(Dagdeel.WACHT, dag.notities),
        Source(Dagdeel.WACHT, dag.to_answer, rollen=GEMEENTE_ROLLEN),
    ),
    strands=(
        Strand("signaal", "signaal", draad.signaal_thread),
        Strand("notitie", "notitie", draad.notitie_thread),
        Strand("notitie", "ontvangen_notitie", draad.received_thread, rollen=GEMEENTE_ROLLEN),
    ),
    branches=(
        Branch("contact", draad.signalen_of_contact, draad.nothing_of_contact_yet),
        Branch("initiatief", draad.notities_of_initiatief),
    ),
    gehoord=(gehoord.newest_verhalen, gehoord.newest_signalen),
    bewaren=retention.RULES,
    bewaard=retention.KEPT,
    handelingen=HANDELINGEN,
)
