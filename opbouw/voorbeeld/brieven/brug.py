"""The letter about two neighbourhoods and a bridge: settled, not yet sent."""

from opbouw.voorbeeld.brief import Ask, Brief, Weg

BRUG = Brief(
    "joost",
    "Eén brug, twee buurten: een plek voor de Pakhuizen en de Kade",
    ("nieuw",),
    8,
    {
        "aan_wie": "college van burgemeester en wethouders",
        "cc": "wijkregisseur Oude Haven",
        "in_het_kort": (
            "In de Pakhuizen wonen mensen die elkaar elke dag zien en alleen knikken. Op de Kade "
            "kent iedereen elkaar, maar niemand stak ooit de brug over. Beide kanten willen wel. "
            "Er is alleen geen plek om iets samen te doen: de lobby is van de verhuurder en daar "
            "mag niets. Bewoners vragen de gemeente om de lege loods bij de brug een jaar te "
            "openen."
        ),
        "wat_opvalt": (
            "In de Pakhuizen helpt 22% van de mensen buren of wordt door buren geholpen; in de "
            "gemeente 41%. Meer dan de helft woont alleen."
        ),
        "wat_we_niet_weten": (
            "We spraken vooral mensen die overdag thuis zijn. We weten niet wie er schoonmaakt en "
            "bezorgt in de Pakhuizen, en wat zij zouden willen."
        ),
        "duiding": (
            "Wie hier komt wonen wil best iets doen, maar weet niet waarmee. Een vraag werkt beter "
            "dan een uitnodiging: kom roepen in een roeiboot, kom een plank dragen. Daar is een "
            "plek voor nodig die van niemand is en waar iets stuk mag gaan."
        ),
        "duiders": "Acht bewoners van de Pakhuizen en de roeivereniging.",
        "tegengeluid": "“Wij kozen juist voor rust,” zeggen sommige bewoners. Ook dat mag.",
        "spanningen": (
            "De verhuurder wil een stille lobby, bewoners willen leven. Deze spanning is nog open."
        ),
        "bronnen": (
            "De roeivereniging, de daktuin van Pakhuis Zuid, de rij stoelen op de Kade, het "
            "repaircafé op de Werf."
        ),
        "geprobeerd": (
            "Verbinden: samen lunchen op het Kraanplein, twee keer. Overbruggen: stuurlui gezocht "
            "bij de roeiers, drie gevonden."
        ),
        "terugkoppeling": (
            "We vertellen het antwoord op het Kraanplein tijdens de lunch en bij de rij stoelen op "
            "de Kade."
        ),
        "contact": "Joost Wiersma, opbouwwerker Oude Haven, via de Loods op de Werf.",
        "akkoord": "Acht bewoners lazen mee en zijn akkoord.",
    },
    initiatieven=("Repaircafé op de Werf",),
    cijfers=(("Pakhuizen", "alleen"), ("Pakhuizen", "burenhulp"), ("Pakhuizen", "eenzaam")),
    vragen=(
        Ask(
            "besluit",
            "wethouder Vastgoed",
            (
                "Open de lege loods bij de Werfbrug voor één jaar, en laat bewoners van beide "
                "kanten de sleutel beheren."
            ),
            70,
        ),
    ),
    richtingen=(
        Weg(
            "De loods een jaar open, met sleutel bij bewoners",
            "Beide buurten lopen er al langs.",
            "Er is nog geen verwarming.",
            "bewoners",
        ),
        Weg(
            "De lobby een avond per week delen",
            "Kan morgen.",
            "De verhuurder moet het willen.",
            "ander",
        ),
    ),
    vastgesteld=1,
)
