"""The words of what this app records in the audit trail."""

from django.utils.translation import gettext_lazy as _

from wijken.contract import Handeling, Terrein

HANDELINGEN = {
    "contact_verwijderd": Handeling(_("Contact verwijderd"), Terrein.GEGEVENS),
    "verhaal_ingetrokken": Handeling(_("Verhaal ingetrokken"), Terrein.GEGEVENS),
    "verhaal_uit_versie": Handeling(
        _("Verhaal uit een vastgestelde notitie gehaald"), Terrein.GEGEVENS
    ),
    "woorden_uit_notitie": Handeling(_("Woorden uit een notitie gehaald"), Terrein.GEGEVENS),
    "woorden_uit_versie": Handeling(
        _("Woorden uit een vastgestelde notitie gehaald"), Terrein.GEGEVENS
    ),
    "verhaal_uit_verantwoording": Handeling(
        _("Verantwoording met een ingetrokken verhaal weggehaald"), Terrein.GEGEVENS
    ),
    "verantwoording_gemaakt": Handeling(_("Verantwoording als PDF gemaakt"), Terrein.GEGEVENS),
    "verantwoording_gedownload": Handeling(_("Verantwoording gedownload"), Terrein.GEGEVENS),
    "signalen_gedownload": Handeling(_("Signalen gedownload"), Terrein.GEGEVENS),
    "signaal_opgemerkt": Handeling(_("Signaal opgemerkt")),
    "contacten_verzameld": Handeling(_("Contacten bij een signaal gezet")),
    "signaal_geduid": Handeling(_("Signaal geduid")),
    "signaal_opnieuw_geduid": Handeling(_("Signaal opnieuw geduid")),
    "signaal_zonder_duiding": Handeling(_("Signaal zonder duiding verder")),
    "signaal_op_de_agenda": Handeling(_("Signaal op de agenda")),
    "signaal_niet_op_de_agenda": Handeling(_("Signaal niet op de agenda")),
    "signaal_heroverwogen": Handeling(_("Signaal opnieuw bekeken")),
    "signaal_beantwoord": Handeling(_("Signaal beantwoord")),
    "signaal_teruggekoppeld": Handeling(_("Uitkomst van een signaal verteld")),
    "nog_een_keer_teruggekoppeld": Handeling(_("Uitkomst nog een keer verteld")),
    "verhaal_vastgelegd": Handeling(_("Verhaal vastgelegd")),
    "verhaal_nagelezen": Handeling(_("Verhaal nagelezen")),
    "notitie_begonnen": Handeling(_("Notitie begonnen")),
    "notitie_gewijzigd": Handeling(_("Notitie gewijzigd")),
    "notitie_vastgesteld": Handeling(_("Notitie vastgesteld")),
    "notitie_heropend": Handeling(_("Notitie weer geopend")),
    "notitie_verzonden": Handeling(_("Notitie verzonden")),
    "notitie_mail_opnieuw": Handeling(_("Mail over een notitie nog een keer gestuurd")),
    "pdf_opnieuw_gevraagd": Handeling(_("PDF opnieuw gevraagd")),
    "vraag_beantwoord": Handeling(_("Vraag beantwoord")),
    "antwoord_verbeterd": Handeling(_("Antwoord verbeterd")),
    "notitie_beantwoord": Handeling(_("Notitie beantwoord")),
    "notitie_teruggekoppeld": Handeling(_("Uitkomst van een notitie verteld")),
    "inzage_gezocht": Handeling(_("Gezocht wat er van één persoon is"), Terrein.GEGEVENS),
}
