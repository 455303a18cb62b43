"""The administration: who there is, which areas and figures, and nothing of what they write."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from opbouw.lib.forms import refuse_unmailable
from opbouw.lib.text.freetext import clean_text
from opbouw.lib.text.names import by_name
from opbouw.lib.writing.audit import record
from wijken.actions.account import record_account
from wijken.actions.gebied import rename_gebied
from wijken.actions.sessie import remove_sessions
from wijken.beheer import AuditedAdmin, Beheer, NaamForm, StandForm
from wijken.models import (
    GEMEENTE_ROLLEN,
    Gebied,
    Gebruiker,
    Lidmaatschap,
    Organisatie,
    OrganisatieSoort,
)
from wijken.models.gebied import GebiedQuerySet
from wijken.queries.lid import memberships
from wijken.queries.opvolging import moves_of_organisations
from wijken.toegang.accounts import prove_address
from wijken.toegang.administrator import Administrator

# Django's fields are generic for the type checker only.
if TYPE_CHECKING:
    _ModelMultipleChoiceField = forms.ModelMultipleChoiceField[Gebied]
else:
    _ModelMultipleChoiceField = forms.ModelMultipleChoiceField


class GebruikerForm(NaamForm):
    """Name and address of an account."""

    class Meta:
        model = Gebruiker
        fields = ("naam", "email", "is_active", "is_staff", "is_superuser")

    def clean_email(self) -> str:
        """Store the address in lower case, as the login looks it up."""
        refuse_unmailable(str(self.cleaned_data["email"]))
        return str(self.cleaned_data["email"]).strip().lower()


class GebruikerAdmin(AuditedAdmin):
    """A new account has no password: the person logs in with a code in their mail."""

    form = GebruikerForm
    list_display = ("naam", "email", "is_active", "is_staff")
    ordering = (by_name(), "pk")  # type: ignore[assignment]  # the stubs know names of columns only
    search_fields = ("naam", "email")

    def record(self, request: HttpRequest, obj: Gebruiker, form: Any, handeling: str) -> None:
        """Append a row for each organisation that the account works for."""
        record_account(handeling, obj, by=cast(Gebruiker, request.user))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the address read-only: invitations and second factors depend on it."""
        return ("email",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Gebruiker, form: Any, change: bool) -> None:  # type: ignore[override]  # this admin holds people only
        """Save; a new user gets a verified address and no usable password."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        prove_address(obj)
        if not obj.is_active:
            # They open nothing now, and must open nothing when the account comes back.
            remove_sessions(of=obj)


class OrganisatieForm(NaamForm):
    """An organisation, and how residents reach it."""

    class Meta:
        model = Organisatie
        fields = (
            "naam",
            "slug",
            "soort",
            "werkgebied",
            "bereikbaar",
            "reactietermijn_weken",
            "drempel",
        )

    def clean_bereikbaar(self) -> str:
        """Return one line, as public pages show it."""
        return " ".join(clean_text(self.cleaned_data["bereikbaar"]).split())


class WerkgebiedField(_ModelMultipleChoiceField):
    """Areas with their code, and of an old one what became of it."""

    def label_from_instance(self, obj: Gebied) -> str:
        """Return what the list says."""
        if obj.actueel:
            return f"{obj.naam} ({obj.code})"
        became = _("bestaat niet meer") if obj.vervallen else _("heeft een opvolger")
        return f"{obj.naam} ({obj.code}, {obj.jaar}: {became})"


class OrganisatieAdmin(AuditedAdmin):
    """An organisation and where it works."""

    form = OrganisatieForm
    list_display = ("naam", "soort", "reactietermijn_weken")
    list_filter = ("soort",)
    prepopulated_fields = {"slug": ("naam",)}
    filter_horizontal = ("werkgebied",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep the kind read-only: the roles of its members depend on it."""
        return ("soort",) if obj else ()

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        """Say above the page when areas of this organisation are not in the division any more."""
        obj = self.get_object(request, object_id)
        found = moves_of_organisations(obj) if request.method == "GET" and obj else []
        for one in found:
            said = (
                _("Van het werkgebied bestaat niets meer: niemand kan nu een buurt kiezen.")
                if one.alles_weg
                else _("Het werkgebied komt deels uit een oudere indeling.")
            )
            link = reverse("admin:opvolging")
            messages.warning(
                request, format_html('{} <a href="{}">{}</a>', said, link, _("Zet het over"))
            )
        return super().change_view(request, object_id, *args, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer municipalities and wijken; fourteen thousand buurten fit no list."""
        if db_field.name == "werkgebied":
            kwargs["form_class"] = WerkgebiedField
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field is not None and db_field.name == "werkgebied":
            # What an organisation has stays a choice, or saving its name would take it away.
            offered = Q(actueel=True, soort__in=["gemeente", "wijk"]) | Q(
                organisaties__isnull=False
            )
            field.queryset = Gebied.objects.without_vorm().filter(offered).distinct()
        return field


class LidmaatschapForm(StandForm):
    """A membership whose role fits the kind of organisation."""

    class Meta:
        model = Lidmaatschap
        fields = ("gebruiker", "organisatie", "rol", "actief")

    def clean(self) -> dict[str, Any]:
        """Give nobody at a municipality the pages of a welfare organisation, or the reverse."""
        data = super().clean()
        # For an existing membership the organisation is read-only.
        organisatie = data.get("organisatie") or getattr(self.instance, "organisatie", None)
        rol = data.get("rol")
        if organisatie is not None and rol:
            gemeente = organisatie.soort == OrganisatieSoort.GEMEENTE
            if (rol in GEMEENTE_ROLLEN) != gemeente:
                self.add_error("rol", _("Deze rol hoort niet bij dit soort organisatie."))
        return data


class LidmaatschapAdmin(AuditedAdmin):
    """The first coordinator of an organisation starts here; the team invites the others."""

    form = LidmaatschapForm
    list_display = ("gebruiker", "organisatie", "rol", "actief")
    list_filter = ("rol", "actief")
    list_select_related = ("gebruiker", "organisatie")
    search_fields = ("gebruiker__naam", "gebruiker__email")
    autocomplete_fields = ("gebruiker",)

    def record(self, request: HttpRequest, obj: Lidmaatschap, form: Any, handeling: str) -> None:
        """Append a row for a new membership, or for each of the two things that can change."""
        by = Administrator(int(request.user.pk or 0), obj.organisatie_id)
        if handeling == "beheer_gemaakt":
            record("lid_erbij", obj, by=by, naar=obj.rol)
            return
        if "rol" in form.changed_data:
            record("lid_rol_gewijzigd", obj, by=by, van=form.initial["rol"], naar=obj.rol)
        if "actief" in form.changed_data:
            record("lid_terug" if obj.actief else "lid_gestopt", obj, by=by)

    def save_model(self, request: HttpRequest, obj: Lidmaatschap, form: Any, change: bool) -> None:  # type: ignore[override]  # this admin holds memberships only
        """Save; the day on which somebody stopped goes along with it."""
        obj.gestopt_op = None if obj.actief else obj.gestopt_op or timezone.now()
        super().save_model(request, obj, form, change)
        if not (obj.actief or obj.gebruiker.is_staff or memberships(obj.gebruiker).exists()):
            remove_sessions(of=obj.gebruiker)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep person and organisation read-only: all they wrote depends on it."""
        return ("gebruiker", "organisatie") if obj else ()


class GebiedForm(NaamForm):
    """The name of an area, as residents and colleagues know it."""

    class Meta:
        model = Gebied
        fields = ("naam",)


class GebiedAdmin(AuditedAdmin):
    """The areas in force: only their names can be corrected, all else comes from an import."""

    form = GebiedForm
    list_display = ("naam", "code", "jaar")
    search_fields = ("naam", "code")
    ordering = ("code",)

    def get_queryset(self, request: HttpRequest) -> GebiedQuerySet:
        """Offer the newest edition, without the outlines."""
        return Gebied.objects.current().without_vorm()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Add nothing by hand: an area has a code, an outline and figures."""
        return False

    def save_model(self, request: HttpRequest, obj: Gebied, form: Any, change: bool) -> None:  # type: ignore[override]  # this admin holds areas only
        """Correct the name, in every edition."""
        if form.changed_data:
            rename_gebied(gebied=obj, naam=obj.naam, by=cast(Gebruiker, request.user))


beheer = Beheer(name="admin")
beheer.register(Gebruiker, GebruikerAdmin)
beheer.register(Organisatie, OrganisatieAdmin)
beheer.register(Lidmaatschap, LidmaatschapAdmin)
beheer.register(Gebied, GebiedAdmin)
