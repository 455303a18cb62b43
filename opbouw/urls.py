"""All addresses of the site."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from opbouw.lib.web.unavailable import error_page
from opbouw.lib.web.views import altcha_challenge
from opbouw.views import (
    bewaren,
    demo,
    draad,
    gehoord,
    gezond,
    invultijd,
    logboek,
    meer,
    security,
    stijl,
    stoppen,
    toestel,
    vandaag,
    welkom,
    zoeken,
)
from wijken.admin import beheer
from wijken.toegang.account_urls import closed_accounts

urlpatterns: list[URLPattern | URLResolver] = [
    path("", welkom.welkom, name="welkom"),
    path("vandaag/", vandaag.vandaag, name="vandaag"),
    path("vandaag/elders/", vandaag.elders, name="vandaag_elders"),
    path("vandaag/alle/<slug:punten>/", vandaag.soort, name="vandaag_soort"),
    path("draad/<str:soort>/<int:pk>/", draad.draad, name="draad"),
    re_path(
        "^gebieden/(?P<code>[A-Z]{2}[0-9A-Z]{4,8})/gehoord/$",
        gehoord.gehoord,
        name="gebied_gehoord",
    ),
    path("altcha/", altcha_challenge, name="altcha"),
    path("stijl/", stijl.stijl, name="stijl"),
    path("bewaren/", bewaren.bewaren, name="bewaren"),
    path("invultijd/", invultijd.invultijd, name="invultijd"),
    path("meer/", meer.meer, name="meer"),
    path(".well-known/security.txt", security.security_txt, name="security_txt"),
    # At the root, or the worker may only look after pages below its own address.
    path("sw.js", toestel.worker, name="werker"),
    path("manifest.webmanifest", toestel.manifest, name="manifest"),
    path("geen-ontvangst/", toestel.geen_ontvangst, name="geen_ontvangst"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("zoeken/bewaar/", zoeken.bewaar, name="zoekfilter_bewaar"),
    path("zoeken/<int:pk>/weg/", zoeken.weg, name="zoekfilter_weg"),
    path("logboek/", logboek.logboek, name="logboek"),
    path("gezond/", gezond.gezond, name="gezond"),
    # What somebody leaves comes from all apps.
    path("team/<int:pk>/stoppen/", stoppen.lid_stoppen, name="lid_stoppen"),
    path("", include("wijken.urls")),
    path("", include("initiatieven.urls")),
    path("", include("signalen.urls")),
    path("accounts/", include(closed_accounts())),
    path("accounts/", include("allauth.urls")),
    path("beheer/", beheer.urls),
]

if settings.DEMO:
    urlpatterns += [
        path("demo/post/", demo.post, name="demo_post"),
        path("demo/post/<str:naam>/", demo.bericht, name="demo_bericht"),
    ]

handler500 = demo.fout if settings.RELOAD else error_page
