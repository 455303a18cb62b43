"""All addresses of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

admin.autodiscover()
# The admin's own login has no limit on attempts; allauth's has.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents

urlpatterns = [
    path("", include("wijken.urls")),
    path("", include("initiatieven.urls")),
    path("", include("signalen.urls")),
    path("accounts/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
]
