"""What a phone needs to keep Opbouw at hand: manifest, worker, and a page without reception."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from opbouw.lib.web.static_files import SHEETS
from opbouw.lib.web.tags.sheets import sheet_names

# The pages that open without reception.
SHELLS = ("contact_nieuw", "ronde_nieuw", "wachtend")
# Their files: every style sheet and script of ours but those of the login and of the public form.
ELSEWHERE = ("js/bewijs.js", "js/bewijs-werker.js", "js/lib/altcha.js", "js/sleutel.js")
BESIDE = (
    "django_htmx/htmx-2.min.js",
    "beeld/iconen.svg",
    "beeld/icoon.svg",
    "fonts/atkinson-latin.woff2",
)
# Fetched by the browser as the worker itself.
WORKER = "js/werker.js"


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The worker of every browser: which files and pages it keeps, and the script that does it."""
    files = [static(name) for name in (*_names(), *sheet_names())]
    script = static(WORKER)
    known = {
        "versie": hashlib.sha256(json.dumps([*files, script]).encode()).hexdigest()[:12],
        "bestanden": files,
        "schillen": [reverse(name) for name in SHELLS],
        "geenOntvangst": reverse("geen_ontvangst"),
        "weg": [reverse("account_login").removesuffix("login/"), reverse("lid_wisselen")],
    }
    lines = f"self.opbouw = {json.dumps(known)};\nimportScripts({json.dumps(script)});\n"
    return HttpResponse(lines, content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone shows of an installed Opbouw, and where it opens."""
    icons = [("icoon-192", "192x192", "any"), ("icoon-512", "512x512", "any")]
    icons += [("icoon-rond", "512x512", "maskable")]
    return JsonResponse(
        {
            "id": "/",
            "name": "Opbouw",
            "short_name": "Opbouw",
            "description": _("Noteer in tien seconden wat je in de buurt hoort."),
            "lang": "nl",
            "dir": "ltr",
            "scope": "/",
            "start_url": reverse("contact_nieuw"),
            "display": "standalone",
            "background_color": "#fbf8f3",
            "theme_color": "#fbf8f3",
            "icons": [
                {
                    "src": static(f"beeld/{name}.png"),
                    "sizes": sizes,
                    "type": "image/png",
                    "purpose": purpose,
                }
                for name, sizes, purpose in icons
            ],
            "shortcuts": [
                {"name": _("Noteer"), "url": reverse("contact_nieuw")},
                {"name": _("Vandaag"), "url": reverse("vandaag")},
            ],
        },
        content_type="application/manifest+json",
    )


@require_safe
def geen_ontvangst(request: HttpRequest) -> HttpResponse:
    """The page that the worker shows instead of one that cannot be fetched."""
    return render(request, "opbouw/geen_ontvangst.html")


@cache
def _names() -> tuple[str, ...]:
    folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
    found = {
        path.relative_to(folder).as_posix()
        for folder in folders
        for pattern in ("css/*.css", "js/**/*.js")
        for path in folder.glob(pattern)
    }
    return (*sorted(found - {*ELSEWHERE, WORKER, *SHEETS}), *BESIDE)
