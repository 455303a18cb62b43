"""Pages of initiatives: for members, and for residents without an account."""

from django.urls import path

from initiatieven.views import (
    bewonersbericht,
    bronnen,
    contactpersoon,
    initiatief,
    meedoen,
    terugkoppeling,
    volgen,
    weggelegd,
)

urlpatterns = [
    path("meedoen/", meedoen.organisaties, name="meedoen_organisaties"),
    path("meedoen/<slug:slug>/", meedoen.meedoen, name="meedoen"),
    path("volg/<str:token>/", volgen.volgen, name="volgen"),
    path("volg/<str:token>/dank/", volgen.dank, name="volgen_dank"),
    path("volg/<str:token>/gegevens/", volgen.gegevens, name="volgen_gegevens"),
    path("volg/<str:token>/<path:rest>", volgen.nergens, name="volgen_nergens"),
    path("initiatieven/", initiatief.lijst, name="initiatieven"),
    path("initiatieven/download/", initiatief.download, name="initiatieven_download"),
    path("initiatieven/nieuw/", initiatief.nieuw, name="initiatief_nieuw"),
    path("initiatieven/weggelegd/", weggelegd.lijst, name="weggelegd"),
    path(
        "initiatieven/berichten/<int:pk>/wegleggen/",
        weggelegd.bericht_wegleggen,
        name="bewonersbericht_wegleggen",
    ),
    path(
        "initiatieven/berichten/<int:pk>/terugleggen/",
        weggelegd.bericht_terugleggen,
        name="bewonersbericht_terugleggen",
    ),
    path("initiatieven/<int:pk>/wegleggen/", weggelegd.wegleggen, name="initiatief_wegleggen"),
    path(
        "initiatieven/<int:pk>/terugleggen/", weggelegd.terugleggen, name="initiatief_terugleggen"
    ),
    path("initiatieven/<int:pk>/", initiatief.detail, name="initiatief"),
    path("initiatieven/<int:pk>/bereiken/", initiatief.bereiken, name="initiatief_bereiken"),
    path("initiatieven/<int:pk>/begeleiden/", initiatief.begeleiden, name="initiatief_begeleiden"),
    path("initiatieven/<int:pk>/gelezen/", bewonersbericht.gelezen, name="initiatief_gelezen"),
    path("initiatieven/<int:pk>/bronnen/", bronnen.bij_initiatief, name="initiatief_bronnen"),
    path("bronnen/<int:pk>/initiatieven/", bronnen.bij_bron, name="bron_initiatieven"),
    path("bronnen/<int:pk>/contactpersonen/", contactpersoon.bij_bron, name="bron_contactpersonen"),
    path(
        "bronnen/<int:pk>/contactpersonen/nieuw/",
        contactpersoon.nieuw_bij_bron,
        name="bron_contactpersoon",
    ),
    path(
        "initiatieven/<int:pk>/contactpersonen/",
        contactpersoon.bij_initiatief,
        name="initiatief_contactpersonen",
    ),
    path(
        "initiatieven/<int:pk>/contactpersonen/nieuw/",
        contactpersoon.nieuw_bij_initiatief,
        name="initiatief_contactpersoon",
    ),
    path("contactpersonen/<int:pk>/tonen/", contactpersoon.tonen, name="contactpersoon_tonen"),
    path(
        "contactpersonen/<int:pk>/gesproken/",
        contactpersoon.gesproken,
        name="contactpersoon_gesproken",
    ),
    path(
        "contactpersonen/<int:pk>/meegeven/",
        contactpersoon.meegeven,
        name="contactpersoon_meegeven",
    ),
    path("contactpersonen/<int:pk>/wijzig/", contactpersoon.wijzig, name="contactpersoon_wijzig"),
    path("contactpersonen/<int:pk>/wissen/", contactpersoon.wissen, name="contactpersoon_wissen"),
    path("initiatieven/<int:pk>/lijnen/", initiatief.lijnen, name="initiatief_lijnen"),
    path(
        "initiatieven/<int:pk>/terugkoppeling/",
        terugkoppeling.vertellen,
        name="initiatief_terugkoppeling",
    ),
]
