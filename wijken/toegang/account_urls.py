"""Which of allauth's pages are closed here, and which are ours."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from wijken.toegang import outside, passkey_question, recovery_codes

# Accounts come by invitation and an account keeps its one address.
ALWAYS = {
    "account_signup": "signup/",
    "account_email": "email/",
    "account_email_verification_sent": "confirm-email/",
    "socialaccount_connections": "3rdparty/",
    "socialaccount_signup": "3rdparty/signup/",
}
WITHOUT_PROVIDER = {
    "socialaccount_login_cancelled": "3rdparty/login/cancelled/",
    "socialaccount_login_error": "3rdparty/login/error/",
}
# Remaining addresses below these: old ones of allauth, and providers that are not configured.
OIDC_CALLBACK = "oidc/<str:provider_id>/login/callback/"
OLD = {"social": r"^social/", "confirm-email": r"^confirm-email/."}


def closed(request: HttpRequest, **_kwargs: str) -> HttpResponse:
    """Answer as if the page does not exist."""
    raise Http404


def closed_accounts() -> list[URLPattern]:
    """Return the routes to put before allauth's own; named alike, as allauth links to them."""
    names, families = dict(ALWAYS), dict(OLD)
    ours = [
        path("2fa/webauthn/login/", passkey_question.log_in, name="mfa_login_webauthn"),
        path(
            "2fa/recovery-codes/download/",
            recovery_codes.download,
            name="mfa_download_recovery_codes",
        ),
    ]
    if settings.SOCIALACCOUNT_PROVIDERS:
        ours += [path(OIDC_CALLBACK, outside.callback, name="openid_connect_callback")]
    else:
        names |= WITHOUT_PROVIDER
        families["oidc"] = r"^oidc/"
    return [
        *ours,
        *(path(route, closed, name=name) for name, route in names.items()),
        *(re_path(pattern, closed, name=f"closed_{name}") for name, pattern in families.items()),
    ]
