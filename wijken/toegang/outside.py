"""An outside login: nothing is believed that the provider that was set up did not sign."""

from typing import Any

import jwt
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse

# With a key that the provider alone holds; a token chooses among these and no others.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")


class SignedLogin(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth ships no types
    """Checks the signature of the ID token.

    allauth leaves that out where the token came straight from the provider, as the standard allows.
    """

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(id_token)
        except jwt.PyJWTError as error:
            raise OAuth2Error("The ID token cannot be read.") from error
        if header.get("alg") not in ALGORITHMS or "kid" not in header:
            raise OAuth2Error("The ID token is not signed as we ask.")
        self.did_fetch_access_token = False  # allauth checks the signature when it did not
        found: dict[str, Any] = super()._decode_id_token(app, id_token)
        return found


@login_not_required  # type: ignore[untyped-decorator]  # allauth ships no types
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the provider sends the browser back with."""
    view = OAuth2CallbackView.adapter_view(SignedLogin(request, provider_id))
    response: HttpResponse = view(request)
    return response
