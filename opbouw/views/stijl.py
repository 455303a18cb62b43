"""The living style guide: every component once, with words from practice."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

LIJNEN = [("verbinden", "verbinden"), ("overbruggen", "overbruggen"), ("koppelen", "koppelen")]


class VoorbeeldForm(forms.Form):
    """One field of every kind; it stores nothing."""

    sleutel = forms.CharField(widget=forms.HiddenInput, required=False)
    plek = forms.ChoiceField(
        label="Waar was je?",
        choices=[
            ("lindeplein", "Lindeplein"),
            ("schoolplein", "Schoolplein"),
            ("anders", "anders…"),
        ],
        widget=forms.RadioSelect,
        initial="lindeplein",
    )
    verhaal = forms.CharField(
        label="Wat hoorde of zag je?",
        help_text="Geen namen of adressen. Het gaat om wat er leeft.",
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=300,
    )
    lijnen = forms.MultipleChoiceField(
        label="Langs welke lijn?",
        choices=LIJNEN,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    waarom = forms.CharField(label="Waarom?", required=False, max_length=120)
    thema = forms.ChoiceField(
        label="Thema",
        choices=[("", "Kies een thema"), ("wonen", "Wonen"), ("ontmoeten", "Ontmoeten")],
    )
    terug = forms.DateField(
        label="Wanneer kom je terug?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    signalen = forms.MultipleChoiceField(
        label="Welke signalen horen erbij?",
        required=False,
        choices=[
            ("1", "Steeds meer gordijnen blijven overdag dicht"),
            ("2", "Vrouwen willen leren fietsen, maar niet met mannen erbij"),
        ],
        widget=forms.CheckboxSelectMultiple(attrs={"data-vorm": "lijst"}),
    )
    akkoord = forms.BooleanField(label="Dit gaat over de buurt, niet over één persoon.")


@require_safe
def stijl(request: HttpRequest) -> HttpResponse:
    """Show all components, in the demo and to staff; `?fout` shows errors, `?rtl` mirrors."""
    if not (settings.DEMO or getattr(request.user, "is_staff", False)):
        raise Http404
    wrong = {"plek": "nergens", "verhaal": "Zo lang werd het verhaal. " * 14}
    form = VoorbeeldForm(wrong if "fout" in request.GET else None)
    return render(request, "stijl.html", {"form": form, "rtl": "rtl" in request.GET, **_examples()})


def _examples() -> dict[str, Any]:
    return {
        "stappen": [
            {
                "titel": "10 contacten",
                "tekst": "januari tot april, 3 plekken",
                "klaar": True,
                "url": "#",
            },
            {
                "titel": "Signaal",
                "tekst": "geduid in de Brink, 2 april",
                "klaar": True,
                "hier": True,
            },
            {"titel": "Agendanotitie", "tekst": "nog niet", "klaar": False},
            {"titel": "Teruggekoppeld", "tekst": "3 kringen wachten", "klaar": False},
        ],
        "lijnen_een": ["overbruggen"],
        "lijnen_twee": ["verbinden", "koppelen"],
        "met_waarom": [
            {"lijn": "verbinden", "waarom": "buren koken om beurten"},
            {"lijn": "koppelen", "waarom": "een plek die dreigt te verdwijnen"},
        ],
        "feiten": [
            {"waarde": "2.140", "label": "inwoners", "bron": "CBS, 2025"},
            {"waarde": "54%", "label": "woont alleen", "bron": "CBS, 2025"},
            {
                "waarde": "ongeveer 10",
                "label": "keer gehoord",
                "bron": "De Brink, januari tot april",
            },
        ],
        "koppen": ["Buurt", "Contacten", "Signalen"],
        "rijen": [["Lindebuurt", "45", "minder dan 10"], ["Havenkwartier", "30", "10"]],
        "paren": [
            ("Aan", "college van Zonderwater"),
            ("Kenmerk", "2026-014, versie 2"),
            ("Reactie gevraagd vóór", "22 mei 2026"),
        ],
        "keuzes": [
            {"tekst": "Alles", "url": "?", "aan": True, "aantal": 14},
            {"tekst": "De Weide", "url": "?gebied=1", "aan": False, "aantal": 9},
            {"tekst": "Oude Haven", "url": "?gebied=2", "aan": False, "aantal": 5},
        ],
    }
