"""Pages of signals, stories, notes and answers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
