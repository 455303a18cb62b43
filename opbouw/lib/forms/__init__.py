"""What every form here shares: text that is checked, a key against doubles, one way to be drawn."""

from django.forms.renderers import TemplatesSetting

from opbouw.lib.forms.checked import ONLY_AWAY, CheckedForm, OnceForm
from opbouw.lib.forms.fields import (
    BROKEN_PAGE_MESSAGE,
    BlockField,
    DateField,
    EmailField,
    FingerprintField,
    KeyField,
    LinkField,
    StandField,
    TextField,
    choices_of,
    refuse_unmailable,
    set_choices,
)
from opbouw.lib.forms.offer import SearchingForm, offer
from opbouw.lib.forms.rows import RowForm, filled_rows
from opbouw.lib.forms.wachtrij import QueuedForm

__all__ = [
    "BROKEN_PAGE_MESSAGE",
    "ONLY_AWAY",
    "BlockField",
    "CheckedForm",
    "DateField",
    "EmailField",
    "FingerprintField",
    "KeyField",
    "LinkField",
    "OnceForm",
    "QueuedForm",
    "Renderer",
    "RowForm",
    "SearchingForm",
    "StandField",
    "TextField",
    "choices_of",
    "filled_rows",
    "offer",
    "refuse_unmailable",
    "set_choices",
]


class Renderer(TemplatesSetting):
    """Draws forms with the templates under templates/django/forms/."""
