"""What this app contributes to the pages of the roof."""

from django.utils.translation import gettext_lazy as _

from signalen import retention
from signalen.formulieren import FORMULIEREN
from signalen.models import signaal
from signalen.queries import dag, draad, gehoord, menu, vindbaar
from signalen.queries.handelingen import HANDELINGEN
from signalen.queries.signaal import visible_signalen
from wijken.contract import (
    Branch,
    Contribution,
    Dagdeel,
    Heard,
    MenuEntry,
    Source,
    Strand,
    Vindbaar,
)
from wijken.models import GEMEENTE_ROLLEN, Rol
from wijken.models.weghaalbaar import WITH_WORDS

DAG = (
    Source(
        "nog-te-vertellen",
        _("Signalen waarvan de uitkomst nog te vertellen is"),
        Dagdeel.TE_VERTELLEN,
        dag.untold,
        dag.to_tell,
        kolommen=("kring", "titel", "kring_waar"),
    ),
    Source(
        "wacht-op-antwoord",
        _("Notities die op antwoord wachten"),
        Dagdeel.WACHT_OP_ANTWOORD,
        dag.sent,
        dag.unanswered,
        orde=("verzonden_op", "pk"),
        filled=("verzonden_op",),
        kolommen=("aan__naam", "titel", "reactie_voor"),
    ),
    Source(
        "signalen",
        _("Signalen zonder duiding"),
        Dagdeel.WACHT,
        dag.noticed,
        dag.signalen,
        kolommen=("titel", "lijnen", "gebied__naam"),
    ),
    Source(
        "verhalen",
        _("Verhalen om na te lezen"),
        Dagdeel.WACHT,
        dag.unread,
        dag.verhalen,
        kolommen=("tekst", "kring", "gebied__naam"),
    ),
    Source(
        "notities",
        _("Notities in de maak"),
        Dagdeel.WACHT,
        dag.concepts,
        dag.to_write,
        kolommen=("titel", "kenmerk"),
    ),
    Source(
        "pdf-mislukt",
        _("Notities waarvan de PDF mislukte"),
        Dagdeel.WACHT,
        dag.without_pdf,
        dag.to_draw_again,
        kolommen=("titel",),
    ),
    Source(
        "verzenden",
        _("Notities die klaar zijn om te verzenden"),
        Dagdeel.WACHT,
        dag.settled_ones,
        dag.to_send,
        rollen=(Rol.COORDINATOR,),
        kolommen=("titel", "kenmerk"),
    ),
    Source(
        "vragen",
        _("Notities die op jullie antwoord wachten"),
        Dagdeel.WACHT,
        dag.asked,
        dag.to_answer,
        orde=("verzonden_op", "pk"),
        filled=("verzonden_op",),
        rollen=GEMEENTE_ROLLEN,
        kolommen=("organisatie__naam", "titel", "reactie_voor"),
    ),
)

CONTRIBUTION = Contribution(
    menu=(
        MenuEntry("signalen", _("Signalen"), "megaphone", duim=4, aantal=menu.waiting_signalen),
        MenuEntry("verhalen", _("Verhalen"), "book-open", aantal=menu.waiting_verhalen),
        MenuEntry("notities", _("Notities"), "file-text"),
        MenuEntry("verantwoording", _("Verantwoording"), "chart-column"),
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
    onder={
        "/inzage/": "team",
        "/weghalen/contact/": "contacten",
        "/weghalen/afspraak/": "afspraken",
        "/weghalen/initiatief/": "initiatieven",
        "/weghalen/signaal/": "signalen",
    },
    dag=DAG,
    strands=(
        Strand("signaal", "signaal", draad.signaal_thread),
        Strand("notitie", "notitie", draad.notitie_thread),
        Strand("notitie", "ontvangen_notitie", draad.received_thread, rollen=GEMEENTE_ROLLEN),
    ),
    branches=(
        Branch("contact", draad.signalen_of_contact, draad.nothing_of_contact_yet),
        Branch("initiatief", draad.notities_of_initiatief),
    ),
    gehoord=(
        Heard(
            _("Verhalen"),
            "verhalen",
            gehoord.verhalen_in,
            gehoord.of_verhalen,
            kolommen=("kring", "tekst", "op", "gebied__naam"),
        ),
        Heard(
            _("Signalen"),
            "signalen",
            gehoord.signalen_in,
            gehoord.of_signalen,
            kolommen=("titel", "tekst", "op", "gebied__naam"),
        ),
    ),
    vindbaar=(
        Vindbaar(
            "signalen",
            _("Signalen"),
            _("Signaal"),
            _("Toon oudere signalen"),
            visible_signalen,
            vindbaar.of_signalen,
            gezocht=signaal.SEARCHED,
            orde=("-op", "-pk"),
            van="door",
            kolommen=(
                *("titel", "tekst", "kring", "kring_waar", "lijnen", "lijn_waarom", "staat"),
                *("woorden_weg_op", "gebied__naam", "door__gebruiker__naam"),
            ),
            woorden=WITH_WORDS,
        ),
    ),
    bewaren=retention.RULES,
    bewaard=retention.KEPT,
    handelingen=HANDELINGEN,
    formulieren=FORMULIEREN,
)
