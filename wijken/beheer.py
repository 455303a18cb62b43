"""The administration itself: who gets in, and what each of its pages records and refuses."""

import json
from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opbouw.lib.forms import FingerprintField
from opbouw.lib.text.freetext import clean_text
from opbouw.lib.writing.audit import record
from opbouw.lib.writing.locking import lock
from opbouw.lib.writing.once import fingerprint
from wijken.models import Organisatie
from wijken.toegang.administrator import Administrator
from wijken.toegang.proof import step_before
from wijken.views import inlezen
from wijken.views.opvolging import opvolging

# Seconds after which the administration asks the second factor anew.
RECENT = 3600


class Beheer(admin.AdminSite):
    """Login goes through allauth, which limits attempts and asks for the second factor."""

    site_header = site_title = gettext_lazy("Beheer van Opbouw")
    index_title = gettext_lazy("Mensen en organisaties")
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the pages about areas, behind the same door: reading them in, what became of them."""
        own: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("inlezen/", inlezen.inlezen, "inlezen"),
            ("inlezen/<int:pk>/", inlezen.inlezing, "inlezing"),
            ("inlezen/<int:pk>/staat/", inlezen.staat, "inlezing_staat"),
            ("inlezen/<int:pk>/bewaren/", inlezen.bewaren, "inlezing_bewaren"),
            ("inlezen/<int:pk>/weggooien/", inlezen.weggooien, "inlezing_weggooien"),
            ("inlezen/<int:pk>/opnieuw/", inlezen.opnieuw, "inlezing_opnieuw"),
        ]
        pages = [path(route, self.admin_view(view), name=name) for route, view, name in own]
        became = path("opvolging/", self.admin_view(opvolging), {"site": self}, name="opvolging")
        return [*pages, became, *super().get_urls()]

    def has_permission(self, request: HttpRequest) -> bool:
        """Only staff, in a session that proved its second factor lately."""
        return super().has_permission(request) and not step_before(request, "", within=RECENT)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Redirect to the one login page; a member who is no staff gets a 404."""
        next_url = request.GET.get("next") or reverse("admin:index")
        if isinstance(request.user, AnonymousUser):
            return redirect_to_login(next_url)
        if not (request.user.is_active and request.user.is_staff):
            raise Http404
        return redirect(step_before(request, next_url, within=RECENT) or "admin:index")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]  # a redirect serves
        """Redirect to the one logout page."""
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]  # a redirect serves
        """Redirect to allauth's page, which limits attempts."""
        return redirect("account_change_password")


class AuditedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Writes the audit row; the admin saves inside a transaction."""

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Save, and record that it was done in the administration."""
        super().save_model(request, obj, form, change)
        self.record(request, obj, form, "beheer_gewijzigd" if change else "beheer_gemaakt")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Delete nothing here: an administrator may neither see nor lose what depends on it."""
        return False

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> LogEntry:
        """Write Django's own line without a name in it."""
        return self._log(request, obj, ADDITION, message)

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> LogEntry:
        """Write Django's own line without a name in it."""
        return self._log(request, obj, CHANGE, message)

    def _log(self, request: HttpRequest, obj: models.Model, flag: int, message: Any) -> LogEntry:
        return LogEntry.objects.create(
            user_id=int(request.user.pk or 0),
            content_type=ContentType.objects.get_for_model(obj),
            object_id=str(obj.pk),
            object_repr=f"{obj._meta.verbose_name} {obj.pk}",
            action_flag=flag,
            change_message=json.dumps(message),
        )

    def record(self, request: HttpRequest, obj: Any, form: Any, handeling: str) -> None:
        """Append the audit row of what was saved."""
        organisatie = obj.pk if isinstance(obj, Organisatie) else obj.organisatie_id
        record(handeling, obj, by=Administrator(int(request.user.pk or 0), organisatie))


class StandForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Refuses when another administrator changed the row since the page was drawn."""

    stand = FingerprintField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["stand"] = self._stand()

    def _stand(self) -> str:
        """The row as it is now, in the fields of this form."""
        if self.instance.pk is None:
            return ""
        row = type(self.instance)._default_manager.get(pk=self.instance.pk)
        return fingerprint(forms.model_to_dict(row, fields=self._meta.fields))

    def clean(self) -> dict[str, Any]:
        """Hold the row, and compare."""
        data = super().clean() or {}
        if self.instance.pk is not None:
            lock(self.instance)
            present = self._stand()
            if data.pop("stand", "") != present:
                sent = cast("QueryDict", self.data).copy()
                sent["stand"] = present
                self.data = sent
                self.add_error(
                    None,
                    _(
                        "Een collega heeft dit intussen ook gewijzigd. Kijk wat er nu staat, en "
                        "bewaar nog een keer."
                    ),
                )
        return data


class NaamForm(StandForm):
    """A name on one line, without characters that nobody can see or type."""

    def clean_naam(self) -> str:
        """Return the name as mails and pages show it."""
        return " ".join(clean_text(self.cleaned_data["naam"]).split())
