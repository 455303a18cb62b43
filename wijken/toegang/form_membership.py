"""For which membership a form was drawn: a signed field of its own, beside Django's token."""

from collections.abc import Iterable

from django import template
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wijken.models import Lidmaatschap
from wijken.toegang.invultijd import FIELD as OPENED
from wijken.toegang.invultijd import when_opened

FIELD = "lidmaatschap"

register = template.Library()


@register.simple_tag(takes_context=True)
def form_keys(context: Context) -> SafeString:
    """Draw the hidden fields of a members' form: the CSRF token, and for whom it is drawn."""
    request: HttpRequest = context["request"]
    membership = own_membership(context)
    # A token is good for one session, and a shell is kept longer.
    if is_shell(request):
        return _hidden(FIELD, membership)
    return hidden_fields(request, membership) + _hidden(OPENED, when_opened(request))


@register.simple_tag(takes_context=True)
def own_membership(context: Context) -> str:
    """Return what a form that is drawn on this page sends along; empty without a membership."""
    lid: Lidmaatschap | None = getattr(context["request"], "lid", None)
    return signed(lid) if lid else ""


def is_shell(request: HttpRequest) -> bool:
    """Tell whether this page is drawn to be kept on a phone (wijken/toegang/shell.py)."""
    return bool(getattr(request, "schil", False))


def hidden_fields(request: HttpRequest, membership: str) -> SafeString:
    """Return a token that holds now and a signed membership; without the second only a token."""
    token = _hidden("csrfmiddlewaretoken", get_token(request))
    return token + _hidden(FIELD, membership) if membership else token


def signed(lid: Lidmaatschap) -> str:
    """Return what a form that is drawn for this membership sends along."""
    return _signer().sign(str(lid.pk))


def sent_membership(request: HttpRequest) -> str:
    """Return the field that came with a form, as it was sent; empty without one."""
    return str(request.POST.get(FIELD, ""))


def drawn_for(request: HttpRequest, leden: Iterable[Lidmaatschap]) -> Lidmaatschap | None:
    """Return for which of these memberships the form in this request was drawn."""
    try:
        pk = _signer().unsign(sent_membership(request))
    except BadSignature:
        return None
    return next((lid for lid in leden if str(lid.pk) == pk), None)


def _signer() -> Signer:
    return Signer(salt="wijken.stamp")


def _hidden(name: str, value: str) -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', name, value)
