"""Pages of areas, people and contacts."""

from django.urls import path, re_path

from wijken.views import (
    bewaren,
    contact,
    foto,
    gebied,
    hier,
    lid,
    mijn_gegevens,
    ronde,
    sessie,
    tweede_stap,
    uitnodiging,
)

urlpatterns = [
    path("contacten/", contact.lijst, name="contacten"),
    path("contacten/nieuw/", contact.nieuw, name="contact_nieuw"),
    path("contacten/nieuw/hier/", hier.hier, name="hier"),
    path("contacten/<int:pk>/", contact.detail, name="contact"),
    path("contacten/<int:pk>/afspraak/", contact.afspraak_gedaan, name="contact_afspraak_gedaan"),
    path("contacten/<int:pk>/foto/", foto.foto, name="contact_foto"),
    path("contacten/<int:pk>/foto/beeld/", foto.beeld, name="contact_foto_beeld"),
    path("contacten/<int:pk>/foto/verwijder/", foto.verwijder, name="contact_foto_verwijder"),
    path("rondes/", ronde.lijst, name="rondes"),
    path("rondes/nieuw/", ronde.nieuw, name="ronde_nieuw"),
    path("rondes/<int:pk>/", ronde.detail, name="ronde"),
    path("rondes/<int:pk>/verwijder/", ronde.verwijder, name="ronde_verwijder"),
    path("gebieden/", gebied.gebieden, name="gebieden"),
    re_path("^gebieden/(?P<code>[A-Z]{2}[0-9A-Z]{4,8})/$", gebied.gebied, name="gebied"),
    path("bewaren/termijnen/", bewaren.bewaartermijnen, name="bewaartermijnen"),
    path("team/", lid.team_page, name="team"),
    path("team/uitnodigen/", uitnodiging.uitnodigen, name="uitnodigen"),
    path(
        "team/uitnodigingen/<int:pk>/intrekken/",
        uitnodiging.uitnodiging_intrekken,
        name="uitnodiging_intrekken",
    ),
    path("team/<int:pk>/", lid.lid_wijzigen, name="lid_wijzigen"),
    path("team/<int:pk>/gebieden/", lid.lid_gebieden, name="lid_gebieden"),
    path("team/<int:pk>/tweede-stap/", tweede_stap.leegmaken, name="lid_tweede_stap"),
    path("team/<int:pk>/leegmaken/", lid.lid_leegmaken, name="lid_leegmaken"),
    path("team/<int:pk>/terug/", lid.lid_terug, name="lid_terug"),
    path("mijn-gegevens/", mijn_gegevens.mijn_gegevens, name="mijn_gegevens"),
    path("mijn-gegevens/download/", mijn_gegevens.download, name="mijn_gegevens_download"),
    path("lid/wisselen/", lid.lid_wisselen, name="lid_wisselen"),
    path("accounts/sessies/", sessie.sessies, name="sessies"),
    path("accounts/sessies/beeindigen/", sessie.sessies_beeindigen, name="sessies_beeindigen"),
    path("uitnodiging/<str:token>/", uitnodiging.uitnodiging, name="uitnodiging"),
]
