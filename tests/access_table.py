"""Who may open which address: the whole table, one line per URL name.

The columns are the personas of PERSONAS. GET is asked for an object of De Brink (arguments in
`tests/access_world.py`); a number is the status. For an address that takes only POST the line
is in POST_ONLY, and `IN` means: let through to the form or the action.
"""

PERSONAS = ("anonymous", "samira", "joost", "marijke", "ruben", "anneke")

Row = tuple[int, int, int, int, int, int]
IN = 1

# 302 in the first column is the way to the login page.
EVERYBODY: Row = (200, 200, 200, 200, 200, 200)
NOBODY: Row = (404, 404, 404, 404, 404, 404)
MEMBERS: Row = (302, 200, 200, 200, 200, 200)
WELFARE: Row = (302, 200, 200, 200, 200, 404)
OWN: Row = (302, 200, 200, 200, 404, 404)
# Nothing to do here now: the object is at another step, and the page leads back to it.
OWN_LATER: Row = (302, 302, 302, 302, 404, 404)
# Who wrote it, and the coördinator; or who wrote it alone.
WRITER_OR_LEAD: Row = (302, 200, 404, 200, 404, 404)
WRITER: Row = (302, 200, 404, 404, 404, 404)
OWN_LEAD: Row = (302, 404, 404, 200, 404, 404)
MANAGERS: Row = (302, 404, 404, 200, 404, 200)
TO_LOGIN: Row = (302, 302, 302, 302, 302, 302)
# The municipality that the note was sent to.
RECEIVERS: Row = (302, 404, 404, 404, 404, 200)
# Login pages: who is in already is sent on.
ENTRANCE: Row = (200, 302, 302, 302, 302, 302)
# Asks once more who you are before it shows the page.
CHECKED: Row = TO_LOGIN
# These personas have no second step yet.
NOT_SET_UP: Row = (302, 404, 404, 404, 404, 404)

GET: dict[str, Row] = {
    "welkom": (200, 302, 302, 302, 302, 302),
    "gezond": EVERYBODY,
    "security_txt": EVERYBODY,
    "altcha": EVERYBODY,
    "werker": EVERYBODY,
    "manifest": EVERYBODY,
    "geen_ontvangst": EVERYBODY,
    # Says to whoever asks whether they are logged in.
    "wachtrij_wie": EVERYBODY,
    "meer": MEMBERS,
    "vandaag": MEMBERS,
    "vandaag_soort": WELFARE,
    "vandaag_elders": WELFARE,
    # A beheerder too, who is not among these.
    "logboek": (302, 404, 404, 404, 404, 200),
    "stijl": NOBODY,
    "draad": OWN,
    "zoeken": WELFARE,
    "zoekfilter_bewaar": WELFARE,
    # Another organisation's member finds only its own there.
    "gebied_gehoord": WELFARE,
    "gebied_netwerk": WELFARE,
    "gebieden": MEMBERS,
    "gebied": MEMBERS,
    # Team and invitations
    "team": MEMBERS,
    "mijn_gegevens": MEMBERS,
    "mijn_gegevens_download": MEMBERS,
    "uitnodigen": MANAGERS,
    # The coördinator reads what goes; only the beheerder chooses how long.
    "bewaren": OWN_LEAD,
    # Another organisation's member finds its own there.
    "invultijd": WELFARE,
    "bewaartermijnen": (302, 404, 404, 404, 404, 404),
    "lid_wijzigen": OWN_LEAD,
    "lid_stoppen": OWN_LEAD,
    "lid_tweede_stap": OWN_LEAD,
    # The beheerder's, who is none of these
    "lid_leegmaken": NOT_SET_UP,
    "uitnodiging": EVERYBODY,
    # Contacts
    "contacten": WELFARE,
    "contacten_download": OWN_LEAD,
    "contact_nieuw": WELFARE,
    "wachtend": WELFARE,
    "contact": OWN,
    "contact_wijzig": WRITER_OR_LEAD,
    "afspraken": WELFARE,
    "afspraak_nieuw": WELFARE,
    "afspraak": OWN,
    "afspraak_verplaatsen": OWN,
    "afspraak_doorgeven": OWN,
    "afspraak_vervalt": OWN,
    "afspraak_wijzig": WRITER_OR_LEAD,
    "contact_verwijder": WRITER,
    "contact_signaal": OWN,
    "contact_foto": WRITER_OR_LEAD,
    "contact_foto_beeld": OWN,
    "overzettingen": OWN_LEAD,
    "overzetting": OWN_LEAD,
    # Without htmx it leads to the page itself.
    "overzetting_staat": (302, 404, 404, 302, 404, 404),
    "overzetting_rijen": OWN_LEAD,
    "overzetting_terug": OWN_LEAD,
    "rondes": WELFARE,
    "ronde_nieuw": WELFARE,
    "ronde": OWN,
    "ronde_verwijder": WRITER_OR_LEAD,
    "contact_bronnen": OWN,
    # What is there already
    "bronnen": WELFARE,
    "bronnen_download": OWN_LEAD,
    "bronnen_kaart": WELFARE,
    "bron_nieuw": WELFARE,
    "bron": OWN,
    "bron_wijzig": OWN,
    "bron_archiveer": OWN,
    "bron_verband": OWN,
    "verband_wijzig": OWN,
    "verband_einde": OWN,
    # Initiatives
    "meedoen_organisaties": EVERYBODY,
    "meedoen": EVERYBODY,
    "volgen": EVERYBODY,
    "volgen_nergens": NOBODY,
    "volgen_dank": EVERYBODY,
    "initiatieven": WELFARE,
    "initiatieven_download": OWN_LEAD,
    "initiatief_nieuw": WELFARE,
    "weggelegd": WELFARE,
    "initiatief": OWN,
    "initiatief_bronnen": OWN,
    "bron_initiatieven": OWN,
    "bron_contactpersonen": OWN,
    "bron_contactpersoon": OWN,
    "initiatief_contactpersonen": OWN,
    "initiatief_contactpersoon": OWN,
    "contactpersoon_wijzig": OWN,
    "contactpersoon_wissen": OWN,
    "initiatief_lijnen": OWN,
    "initiatief_terugkoppeling": OWN,
    "volgen_gegevens": EVERYBODY,
    # Signals, stories, notes
    "weghalen": WRITER_OR_LEAD,
    # The beheerder's, who is none of these
    "inzage": NOT_SET_UP,
    "signalen": WELFARE,
    "signalen_download": OWN_LEAD,
    "signaal_nieuw": WELFARE,
    "signaal": OWN,
    "signaal_wijzig": WRITER_OR_LEAD,
    "signaal_verzamel": OWN,
    "signaal_duiding": OWN,
    "signaal_zonder_duiding": OWN,
    "signaal_niet_op_de_agenda": OWN,
    "signaal_terugkoppeling": OWN_LATER,
    # The page is the team's, the files are for those who lead.
    "verantwoording": WELFARE,
    "verantwoording_excel": OWN_LEAD,
    "verantwoording_pdf": OWN_LEAD,
    "verantwoording_pdf_bestand": OWN_LEAD,
    "verhalen": WELFARE,
    "verhaal_nieuw": WELFARE,
    "verhaal": OWN,
    "verhaal_ingetrokken": OWN,
    "notities": WELFARE,
    "notitie_nieuw": WELFARE,
    "notitie": OWN,
    "notitie_wijzig": OWN_LATER,
    "notitie_verzenden": (302, 404, 404, 302, 404, 404),
    "notitie_voorbeeld": OWN,
    "notitie_pdf": (302, 200, 200, 200, 404, 200),
    "notitie_pdf_staat": OWN_LATER,
    "ontvangen": (302, 404, 404, 404, 404, 200),
    "ontvangen_notitie": RECEIVERS,
    "ontvangen_antwoord": RECEIVERS,
    "controle": EVERYBODY,
    # Logging in (allauth)
    "account_login": ENTRANCE,
    "account_request_login_code": ENTRANCE,
    "account_confirm_login_code": TO_LOGIN,
    "account_logout": (302, 200, 200, 200, 200, 200),
    "account_inactive": EVERYBODY,
    "account_reset_password": EVERYBODY,
    "account_reset_password_done": EVERYBODY,
    "account_reset_password_from_key": EVERYBODY,
    "account_reset_password_from_key_done": EVERYBODY,
    "account_reauthenticate": MEMBERS,
    "account_change_password": MEMBERS,
    "account_set_password": TO_LOGIN,
    "mfa_index": MEMBERS,
    "mfa_authenticate": TO_LOGIN,
    "mfa_reauthenticate": TO_LOGIN,
    "mfa_activate_totp": CHECKED,
    "mfa_deactivate_totp": NOT_SET_UP,
    "mfa_view_recovery_codes": NOT_SET_UP,
    "mfa_generate_recovery_codes": CHECKED,
    "mfa_download_recovery_codes": NOT_SET_UP,
    "mfa_list_webauthn": MEMBERS,
    "mfa_add_webauthn": CHECKED,
    "mfa_remove_webauthn": CHECKED,
    "mfa_edit_webauthn": CHECKED,
    "mfa_reauthenticate_webauthn": TO_LOGIN,
    "mfa_login_webauthn": TO_LOGIN,
    "sessies": CHECKED,
    # Closed: accounts come by invitation, and no outside login is set up here
    "account_signup": NOBODY,
    "account_email": NOBODY,
    "account_email_verification_sent": NOBODY,
    "account_confirm_email": NOBODY,
    "socialaccount_connections": NOBODY,
    "socialaccount_signup": NOBODY,
    "socialaccount_login_cancelled": NOBODY,
    "socialaccount_login_error": NOBODY,
    "openid_connect_login": NOBODY,
    "openid_connect_callback": NOBODY,
    "closed_social": NOBODY,
    "closed_confirm-email": NOBODY,
    "closed_oidc": NOBODY,
    "accounts/social/login/cancelled/": NOBODY,
    "accounts/social/login/error/": NOBODY,
    "accounts/social/signup/": NOBODY,
    "accounts/social/connections/": NOBODY,
    # The administration: no persona is staff, so everything leads to a login that answers 404
    "admin:login": (302, 404, 404, 404, 404, 404),
    "admin:jsi18n": TO_LOGIN,
}

# What is below /beheer/ and not named above.
ADMIN: Row = TO_LOGIN

POST_ONLY: dict[str, Row] = {
    "sessies_beeindigen": (302, IN, IN, IN, IN, IN),
    "lid_wisselen": (302, 404, 404, 404, 404, 404),  # without a membership to switch to
    "lid_gebieden": (302, 404, 404, IN, 404, 404),
    "lid_terug": (302, 404, 404, IN, 404, 404),
    # One's own organisation has no such invitation
    "uitnodiging_intrekken": (302, 404, 404, IN, 404, 404),
    "overzetting_weggooien": (302, 404, 404, IN, 404, 404),
    "overzetting_opnieuw": (302, 404, 404, IN, 404, 404),
    "contact_foto_verwijder": (302, IN, 404, IN, 404, 404),
    "afspraak_gedaan": (302, IN, IN, IN, 404, 404),
    # Undoing asks for what its page sent along
    "contact_ongedaan": (302, IN, 404, 404, 404, 404),
    "hier": (302, IN, IN, IN, IN, 404),
    "zoekfilter_weg": (302, IN, 404, 404, 404, 404),
    "verantwoording_pdf_maken": (302, 404, 404, IN, 404, 404),
    "verantwoording_pdf_opnieuw": (302, 404, 404, IN, 404, 404),
    "bron_bevestig": (302, IN, IN, IN, 404, 404),
    # Looked at and downloaded: a page and a file
    "contactpersoon_tonen": (302, IN, IN, IN, 404, 404),
    "contactpersoon_meegeven": (302, IN, IN, IN, 404, 404),
    "contactpersoon_gesproken": (302, IN, IN, IN, 404, 404),
    "initiatief_begeleiden": (302, IN, IN, IN, 404, 404),
    "initiatief_bereiken": (302, IN, IN, IN, 404, 404),
    "initiatief_gelezen": (302, IN, IN, IN, 404, 404),
    "initiatief_wegleggen": (302, IN, IN, IN, 404, 404),
    "initiatief_terugleggen": (302, IN, IN, IN, 404, 404),
    "bewonersbericht_wegleggen": (302, IN, IN, IN, 404, 404),
    "bewonersbericht_terugleggen": (302, IN, IN, IN, 404, 404),
    "notitie_pdf_opnieuw": (302, IN, IN, IN, 404, 404),
    "signaal_heroverweeg": (302, IN, IN, IN, 404, 404),
    "verhaal_nagelezen": (302, IN, IN, IN, 404, 404),
    "notitie_heropenen": (302, 404, 404, IN, 404, 404),
    "notitie_mail_opnieuw": (302, 404, 404, IN, 404, 404),
    "notitie_vaststellen": (302, 404, 404, IN, 404, 404),
}
