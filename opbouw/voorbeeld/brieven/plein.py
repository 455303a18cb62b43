"""The letter about a square that works: half written."""

from opbouw.voorbeeld.brief import Ask, Brief

PLEIN = Brief(
    "samira",
    "Een plein dat werkt: leren van het Lindeplein",
    ("plein",),
    6,
    {
        "in_het_kort": (
            "Op het Lindeplein eten mensen samen die elkaar een jaar geleden niet groetten. Dat "
            "kwam niet uit een plan. Het begon met een sleutel. We willen laten zien waarom dit "
            "werkt, en vragen de gemeente …"
        ),
        # Not written yet: without it nobody can settle the letter.
        "wat_we_niet_weten": "",
        "bronnen": (
            "De kookploeg, de jongens van het trapveld, de bakker, lange tafels uit De Brink. Nog "
            "bevestigen: wie beheert de stroomkast?"
        ),
    },
    verhalen=("borden",),
    initiatieven=("Eettafel van het Lindeplein", "Picknickbank bij de speeltuin"),
    vragen=(
        Ask(
            "gesprek",
            "gebiedsteam De Weide",
            (
                "Kom mee-eten en kijk wat er nodig is om dit volgend jaar zonder ons te laten "
                "draaien."
            ),
            75,
        ),
    ),
)
