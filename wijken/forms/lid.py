"""Changing a member of the team."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import FingerprintField, set_choices
from wijken.models import Gebied, Lidmaatschap, Rol
from wijken.queries.lid import area_choices, grantable, stand_of_member

# Django's fields are generic for the type checker only.
if TYPE_CHECKING:
    _ModelMultipleChoiceField = forms.ModelMultipleChoiceField[Gebied]
else:
    _ModelMultipleChoiceField = forms.ModelMultipleChoiceField


class GebiedenField(_ModelMultipleChoiceField):
    """Areas to work in; what is left of an older edition says so."""

    def label_from_instance(self, obj: Gebied) -> str:
        """Return the name; an old area may be called the same as what followed it."""
        if obj.actueel:
            return obj.naam
        return _("%(naam)s (indeling van %(jaar)s)") % {"naam": obj.naam, "jaar": obj.jaar}


class LidForm(forms.Form):
    """Role and working areas."""

    stand = FingerprintField(required=False)
    rol = forms.ChoiceField(label=gettext_lazy("Rol"), widget=forms.RadioSelect)
    gebieden = GebiedenField(
        label=gettext_lazy("Waar werkt deze collega?"),
        queryset=Gebied.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kies je niets, dan geldt het hele werkgebied van je organisatie."),
    )

    def __init__(
        self, *args: Any, by: Lidmaatschap, lid: Lidmaatschap | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rol = cast(forms.ChoiceField, self.fields["rol"])
        rol.choices = [(role.value, Rol(role).label) for role in grantable(by)]
        set_choices(self, "gebieden", area_choices(by.organisatie, also=lid))
        if lid is not None:
            areas = list(lid.gebieden.all().without_vorm())
            self.initial = {"rol": lid.rol, "gebieden": areas, "stand": stand_of_member(lid)}
