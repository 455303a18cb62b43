"""Pages of areas, people and contacts."""

from django.urls import path

from wijken.views import contact

urlpatterns = [
    path("contacten/", contact.lijst, name="contacten"),
    path("contacten/nieuw/", contact.nieuw, name="contact_nieuw"),
    path("contacten/<int:pk>/", contact.detail, name="contact"),
    path("contacten/<int:pk>/afspraak/", contact.afspraak_gedaan, name="contact_afspraak_gedaan"),
]
