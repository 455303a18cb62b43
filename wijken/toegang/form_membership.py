"""For which membership a form was drawn, told by the token that every form carries already.

Django's token is a random mask followed by the secret under that mask, and any mask will do. The
second half of ours is a keyed print of its first half and of the membership. So each form with
{% csrf_token %} says for whom it was drawn, and no template has to think of it.
"""

import re
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, get_token
from django.utils.crypto import constant_time_compare, salted_hmac

from wijken.models import Lidmaatschap

HALF = CSRF_SECRET_LENGTH // 2
TOKEN = re.compile(f"[{CSRF_ALLOWED_CHARS}]{{{2 * CSRF_SECRET_LENGTH}}}")


def token_for(request: HttpRequest, lid: Lidmaatschap | None) -> str:
    """Return the token for a form drawn for this membership; without one it is Django's own."""
    token = get_token(request)
    if lid is None:
        return token
    return _under(token[:HALF] + _print(token[:HALF], lid.pk), request)


def same_token(request: HttpRequest) -> str:
    """Return a token that works now, for the membership that the form in this request was for."""
    sent = sent_token(request)
    return (
        _under(sent[:CSRF_SECRET_LENGTH], request) if TOKEN.fullmatch(sent) else get_token(request)
    )


def sent_token(request: HttpRequest) -> str:
    """Return the token that came with a form; empty without one."""
    header = str(request.META.get(settings.CSRF_HEADER_NAME, ""))
    return request.POST.get("csrfmiddlewaretoken") or header


def drawn_for(request: HttpRequest, leden: Iterable[Lidmaatschap]) -> Lidmaatschap | None:
    """Return for which of these memberships the form in this request was drawn."""
    token = sent_token(request)
    if TOKEN.fullmatch(token):
        start, found = token[:HALF], token[HALF:CSRF_SECRET_LENGTH]
        for lid in leden:
            if constant_time_compare(found, _print(start, lid.pk)):
                return lid
    return None


def _print(start: str, pk: int) -> str:
    digest = salted_hmac("wijken.stamp", f"{start}:{pk}", algorithm="sha256").digest()
    return "".join(CSRF_ALLOWED_CHARS[byte % len(CSRF_ALLOWED_CHARS)] for byte in digest[:HALF])


def _under(mask: str, request: HttpRequest) -> str:
    get_token(request)  # makes the secret when there is none, and sees to its cookie
    chars, secret = CSRF_ALLOWED_CHARS, request.META["CSRF_COOKIE"]
    pairs = zip(secret, mask, strict=True)
    return mask + "".join(chars[(chars.index(s) + chars.index(m)) % len(chars)] for s, m in pairs)
