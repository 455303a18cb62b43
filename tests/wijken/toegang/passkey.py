"""A passkey of software: what a browser would answer, and how that can be damaged."""

import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

Answer = dict[str, Any]
FLAG = AuthenticatorData.FLAG
_PRESENT_AND_VERIFIED = FLAG.UP | FLAG.UV


class Passkey:
    """One key on one device, for the site `testserver`."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = b"sleutel-van-samira"

    def made(self, client: Client) -> Answer:
        """The answer to a page that asks for a new passkey."""
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        data = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        about = self._about(_PRESENT_AND_VERIFIED | FLAG.AT, data)
        statement = AttestationObject.create("none", about, {})
        return self._answer(
            clientDataJSON=self._client_data(client, "webauthn.create"),
            attestationObject=websafe_encode(bytes(statement)),
        )

    def used(self, client: Client, user_pk: str, *, verified: bool = True) -> Answer:
        """The answer to a page that asks for a passkey, perhaps without a look at who holds it."""
        about = self._about(_PRESENT_AND_VERIFIED if verified else FLAG.UP)
        said = self._client_data(client, "webauthn.get")
        signed = bytes(about) + hashlib.sha256(_bytes(said)).digest()
        return self._answer(
            clientDataJSON=said,
            authenticatorData=websafe_encode(bytes(about)),
            signature=websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            userHandle=websafe_encode(user_pk.encode()),
        )

    def _about(
        self, flags: AuthenticatorData.FLAG, data: AttestedCredentialData | None = None
    ) -> AuthenticatorData:
        site = hashlib.sha256(b"testserver").digest()
        about: AuthenticatorData = AuthenticatorData.create(site, flags, 0, bytes(data or b""))
        return about

    def _client_data(self, client: Client, kind: str) -> str:
        challenge = client.session["mfa.webauthn.state"]["challenge"]
        said = {"type": kind, "challenge": challenge, "origin": "http://testserver"}
        return websafe_encode(json.dumps(said).encode())

    def _answer(self, **response: str) -> Answer:
        return {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


def _bytes(text: str) -> bytes:
    return bytes(websafe_decode(text))
