"""What the examples of the components are about; nothing of it is stored."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from initiatieven.models import Initiatief, InitiatiefStaat
from opbouw.lib.forms import CheckedForm
from opbouw.lib.web.choices import Keuze
from opbouw.lib.web.pieces import Meer, Punt, Stap, Treffer
from signalen.models import Agendanotitie, Antwoord, Signaal, Vraag
from wijken.models import Bron, Contactmoment, Gebied, Gebruiker, Lidmaatschap, Organisatie

LIJNEN = [("verbinden", "verbinden"), ("overbruggen", "overbruggen"), ("koppelen", "koppelen")]


class VoorbeeldForm(CheckedForm):
    """One field of every kind."""

    checked_fields = ("verhaal",)

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


def example_data() -> dict[str, Any]:
    """Return the variables that the examples use, but for the form."""
    return {**_lists(), **_records()}


def _lists() -> dict[str, Any]:
    return {
        "lijnen": ["verbinden", "koppelen"],
        "stappen": [
            Stap("10 contacten", "januari tot april, 3 plekken", url="#"),
            Stap("Signaal", "geduid in de Brink, 2 april", hier=True),
            Stap("Agendanotitie", "nog niet", klaar=False),
            Stap("Teruggekoppeld", "3 kringen wachten", klaar=False),
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
        "meer": [Meer("Signalen zonder duiding", 20, "#")],
        "koppen": ["Buurt", "Contacten", "Signalen"],
        "rijen": [["Lindebuurt", "45", "minder dan 10"], ["Havenkwartier", "30", "10"]],
        "paren": [
            ("Aan", "college van Zonderwater"),
            ("Kenmerk", "2026-014, versie 2"),
            ("Reactie gevraagd uiterlijk", "22 mei 2026"),
        ],
        "keuzes": [
            Keuze("Alles", "?", aan=True),
            Keuze("De Weide", "?gebied=1", aan=False),
            Keuze("Oude Haven", "?gebied=2", aan=False),
        ],
    }


def _records() -> dict[str, Any]:
    welzijn = Organisatie(naam="Welzijn De Brink")
    gemeente = Organisatie(naam="Gemeente Zonderwater")
    lid = Lidmaatschap(pk=1, gebruiker=Gebruiker(naam="Samira"), organisatie=welzijn)
    gebied = Gebied(naam="De Weide")
    moment = datetime(2026, 4, 2, 13, 30, tzinfo=UTC)
    contact = Contactmoment(
        pk=1,
        door=lid,
        gebied=gebied,
        op=moment,
        vindplaats="school",
        aantal="6-10",
        thema="wonen",
        lijnen=["verbinden"],
        tekst="De moeders vertellen dat de gordijnen dicht blijven omdat het huis koud is.",
    )
    notitie = Agendanotitie(
        pk=1,
        organisatie=welzijn,
        aan=gemeente,
        gebied=gebied,
        kenmerk="2026-014",
        titel="Wat kou doet met samenleven",
    )
    vraag = Vraag(
        pk=1,
        notitie=notitie,
        nummer=1,
        soort="besluit",
        aan="het college",
        wat="Mag de zaal van de school ’s avonds open?",
        voor=date(2026, 5, 22),
    )
    Antwoord(vraag=vraag, gemeente=gemeente, uitkomst="deels", reden="Op dinsdag wel.", op=moment)
    return {
        "gebieden": [gebied, Gebied(naam="Oude Haven")],
        "lidmaatschap": lid,
        "contact": contact,
        "bron": Bron(
            pk=1,
            soort="talent",
            naam="iemand die fietsen maakt",
            omschrijving="Op zaterdag, in de box onder de flat.",
            gebied=gebied,
            thema="vervoer",
            bevestigd_op=timezone.localdate() - timedelta(days=426),
        ),
        "notitie": notitie,
        "signaal": Signaal(
            pk=1, titel="De gordijnen blijven dicht", gebied=gebied, lijnen=["koppelen"]
        ),
        "vraag": vraag,
        "initiatief": Initiatief(
            pk=1,
            kenmerk="2026-031",
            titel="Fietsles op zaterdag",
            plan="Vrouwen leren elkaar fietsen, op het plein achter de school.",
            gebied=gebied,
            lijnen=["verbinden"],
            staat=InitiatiefStaat.LOOPT,
            ingediend_op=moment,
        ),
        "gevonden_woorden": {"lindeplein"},
        "treffer": Treffer(
            titel="Lindeplein",
            teksten=("De moeders op het Lindeplein missen bankjes.",),
            boven="2 april 2026 · De Weide",
            url="#",
            tekens=("verbinden",),
        ),
        "punten": [
            Punt(
                kop="Afspraak voor vandaag",
                titel="Sleutel navragen voor de eettafel",
                onder="De Weide",
                url="#",
                actie="Gedaan",
                tekens=("overbruggen",),
            )
        ],
    }
