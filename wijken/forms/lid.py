"""Changing a member of the team."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from opbouw.lib.forms import set_choices
from wijken.models import Gebied, Lidmaatschap, Rol
from wijken.queries.lid import area_choices, grantable


class LidForm(forms.Form):
    """Role and working areas."""

    rol = forms.ChoiceField(label=_("Rol"), widget=forms.RadioSelect)
    gebieden = forms.ModelMultipleChoiceField(
        label=_("Waar werkt deze collega?"),
        queryset=Gebied.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies je niets, dan is het hele werkgebied van je organisatie."),
    )

    def __init__(
        self, *args: Any, by: Lidmaatschap, lid: Lidmaatschap | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rol = cast(forms.ChoiceField, self.fields["rol"])
        rol.choices = [(role.value, Rol(role).label) for role in grantable(by)]
        set_choices(self, "gebieden", area_choices(by.organisatie, also=lid))
        if lid is not None:
            self.initial = {"rol": lid.rol, "gebieden": list(lid.gebieden.all())}
