"""The view, its address and the application that gunicorn serves."""

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

application = get_wsgi_application()

from tests.bench.bare.models import Rij  # noqa: E402 a model needs the settings first


def nieuw(request: HttpRequest) -> HttpResponse:
    """Insert one row and send the visitor on, as a form does."""
    rij = Rij.objects.create(tekst=request.POST["tekst"])
    return HttpResponseRedirect(f"/{rij.pk}/")


urlpatterns = [path("nieuw/", nieuw)]
