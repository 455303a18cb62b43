"""The words of what this app records in the audit trail."""

from django.utils.translation import gettext_lazy as _

from wijken.contract import Handeling, Terrein

HANDELINGEN = {
    "ingelogd": Handeling(_("Ingelogd"), Terrein.INLOGGEN),
    "uitgelogd": Handeling(_("Uitgelogd"), Terrein.INLOGGEN),
    "inloggen_mislukt": Handeling(_("Inloggen mislukt"), Terrein.INLOGGEN),
    "inloggen_mislukt_vaker": Handeling(_("Inloggen mislukte vaker in dit uur"), Terrein.INLOGGEN),
    "wachtwoord_gewijzigd": Handeling(_("Wachtwoord veranderd"), Terrein.INLOGGEN),
    "wachtwoord_hersteld": Handeling(
        _("Wachtwoord opnieuw gekozen via een mail"), Terrein.INLOGGEN
    ),
    "tweede_stap_erbij": Handeling(_("Tweede stap erbij"), Terrein.INLOGGEN),
    "tweede_stap_weg": Handeling(_("Tweede stap weg"), Terrein.INLOGGEN),
    "herstelcodes_vernieuwd": Handeling(_("Nieuwe herstelcodes"), Terrein.INLOGGEN),
    "sessie_beeindigd": Handeling(_("Op een toestel uitgelogd"), Terrein.INLOGGEN),
    "sessies_beeindigd": Handeling(_("Op andere toestellen uitgelogd"), Terrein.INLOGGEN),
    "uitnodiging_gestuurd": Handeling(_("Uitnodiging gestuurd"), Terrein.TEAM),
    "uitnodiging_ingetrokken": Handeling(_("Uitnodiging ingetrokken"), Terrein.TEAM),
    "uitnodiging_aangenomen": Handeling(_("Uitnodiging aangenomen"), Terrein.TEAM),
    "lid_erbij": Handeling(_("Toegang gegeven"), Terrein.TEAM),
    "lid_rol_gewijzigd": Handeling(_("Rol veranderd"), Terrein.TEAM),
    "lid_gebieden_gewijzigd": Handeling(_("Werkgebied veranderd"), Terrein.TEAM),
    "werkgebied_verplaatst": Handeling(_("Werkgebied naar de nieuwe indeling"), Terrein.TEAM),
    "werkgebied_beeindigd": Handeling(_("Vervallen werkgebied beëindigd"), Terrein.TEAM),
    "lid_gestopt": Handeling(_("Toegang gestopt"), Terrein.TEAM),
    "lid_terug": Handeling(_("Doet weer mee"), Terrein.TEAM),
    "beheer_gemaakt": Handeling(_("Gemaakt in het beheer"), Terrein.TEAM),
    "beheer_gewijzigd": Handeling(_("Veranderd in het beheer"), Terrein.TEAM),
    "op_verzoek_weggehaald": Handeling(_("Woorden op verzoek weggehaald"), Terrein.GEGEVENS),
    "gebieden_ingelezen": Handeling(_("Gebieden ingelezen")),
    "gebied_hernoemd": Handeling(_("Naam van een gebied verbeterd")),
    "opvolging_ingelezen": Handeling(_("Tabel met opvolgers van gebieden ingelezen")),
    "cijfers_ingelezen": Handeling(_("Cijfers ingelezen")),
    "bestand_gestuurd": Handeling(_("Bestand met gebieden of cijfers gestuurd")),
    "inlezen_bevestigd": Handeling(_("Inlezen van een bestand bevestigd")),
    "inlezen_opnieuw": Handeling(_("Inlezen opnieuw geprobeerd")),
    "bestand_weggegooid": Handeling(_("Bestand met gebieden of cijfers weggegooid")),
    "foto_bewaard": Handeling(_("Foto van een plek bewaard")),
    "foto_verwijderd": Handeling(_("Foto van een plek verwijderd")),
    "ronde_genoteerd": Handeling(_("Ronde genoteerd")),
    "ronde_verwijderd": Handeling(_("Ronde verwijderd")),
    "contact_genoteerd": Handeling(_("Contact genoteerd")),
    "afspraak_overgedragen": Handeling(_("Afspraak overgedragen aan een collega")),
    "afspraak_nagekomen": Handeling(_("Afspraak nagekomen")),
    "tweede_stap_geleegd": Handeling(_("Tweede stap opnieuw te kiezen"), Terrein.INLOGGEN),
    "account_leeggemaakt": Handeling(_("Account leeggemaakt"), Terrein.TEAM),
    "bewaartermijn_gekozen": Handeling(_("Bewaartermijn gekozen"), Terrein.GEGEVENS),
    "bewaartermijn_uitgevoerd": Handeling(_("Na de bewaartermijn verwijderd"), Terrein.GEGEVENS),
}
