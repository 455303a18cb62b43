"""The words of what this app records in the audit trail."""

from django.utils.translation import gettext_lazy as _

from wijken.contract import Handeling, Terrein

HANDELINGEN = {
    "contactgegevens_bekeken": Handeling(_("Contactgegevens bekeken"), Terrein.GEGEVENS),
    "contactgegevens_verwijderd": Handeling(
        _("Contactgegevens verlopen en verwijderd"), Terrein.GEGEVENS
    ),
    "contactgegevens_weggehaald": Handeling(_("Contactgegevens weggehaald"), Terrein.GEGEVENS),
    "contactgegevens_meegegeven": Handeling(
        _("Contactgegevens gedownload om mee te geven"), Terrein.GEGEVENS
    ),
    "contactpersoon_opgeschreven": Handeling(_("Contactpersoon opgeschreven"), Terrein.GEGEVENS),
    "contactpersoon_gesproken": Handeling(_("Contactpersoon gesproken"), Terrein.GEGEVENS),
    "initiatieven_gedownload": Handeling(_("Initiatieven gedownload"), Terrein.GEGEVENS),
    "initiatief_ingebracht": Handeling(_("Initiatief ingebracht")),
    "initiatief_overgedragen": Handeling(_("Initiatief overgedragen aan een collega")),
    "initiatief_begeleider": Handeling(_("Begeleider gekozen")),
    "initiatief_lijnen": Handeling(_("Lijnen gekozen")),
    "initiatief_staat": Handeling(_("Initiatief een stap verder")),
    "initiatief_bericht": Handeling(_("Bericht aan bewoners gestuurd")),
    "bewoner_schreef_terug": Handeling(_("Een bewoner schreef terug")),
    "bewonersbericht_gelezen": Handeling(_("Bericht van een bewoner gelezen")),
    "initiatief_teruggekoppeld": Handeling(_("Uitkomst van een initiatief verteld")),
    "initiatief_weggelegd": Handeling(_("Initiatief weggelegd")),
    "initiatief_teruggelegd": Handeling(_("Initiatief teruggelegd")),
    "bewonersbericht_weggelegd": Handeling(_("Bericht van een bewoner weggelegd")),
    "bewonersbericht_teruggelegd": Handeling(_("Bericht van een bewoner teruggelegd")),
}
