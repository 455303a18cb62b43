"""Residents’ plans of the second half of the year, and those that came in this week."""

from opbouw.voorbeeld.plan import Plan, Stap, Terug, Verteld

LAAT = (
    Plan(
        167,
        "Kippen op het Lindeplein",
        (
            "Vier kippen in een ren op het plein. De kinderen zorgen ervoor, de eieren zijn voor "
            "de eettafel."
        ),
        "Een ren, vier kippen en een haan (hoeft niet).",
        "Lindebuurt",
        "Lindeplein",
        "buiten",
        "v",
        "samen ergens voor zorgen",
        naam="Kinderen van het plein",
        email="ouders.plein@voorbeeld.nl",
        van_ouder=True,
        stappen=(
            Stap(
                165,
                "samira",
                "Wat een plan! Ik zoek uit of het mag en kom het jullie zelf vertellen.",
            ),
            Stap(
                139,
                "samira",
                (
                    "Het mag niet op het plein: bij vogelgriep moeten kippen naar binnen en er is "
                    "geen hok dat kan. Dat vind ik ook jammer. De moestuin achter de school heeft "
                    "wel een hok. Jullie mogen daar op woensdag komen voeren, dat is geregeld."
                ),
                "afgewezen",
            ),
        ),
        verteld=(
            Verteld(
                136,
                "samira",
                "de kinderen van het plein en hun ouders",
                "op het Lindeplein, na school",
                "gesprek",
                (
                    "Uitgelegd waarom het niet kan. Het was even stil. Daarna liepen we samen naar "
                    "de moestuin om de kippen daar een naam te geven."
                ),
            ),
        ),
    ),
    Plan(
        121,
        "Tochtploeg: buren stoppen kieren",
        (
            "Wij plakken tochtstrips en radiatorfolie bij buren die dat zelf niet kunnen of durven "
            "vragen. Altijd met z’n tweeën, nooit alleen, en altijd met koffie erbij."
        ),
        "Strips, folie, een ladder en iemand die weet hoe het moet.",
        "Lindebuurt",
        "",
        "wonen",
        "vk",
        "buren helpen elkaar, en de corporatie betaalt het materiaal",
        door="samira",
        contact="gordijnen",
        naam="Tochtploeg",
        email="tochtploeg@voorbeeld.nl",
        stappen=(
            Stap(
                110,
                "samira",
                (
                    "Een oud-installateur uit Molenhoek leert jullie het vak. Wie doet er mee met "
                    "de eerste middag?"
                ),
            ),
            Stap(
                70,
                "samira",
                (
                    "Elf woningen gedaan. De corporatie betaalt de strips. Jullie begonnen met "
                    "praten over kou en eindigden met taart."
                ),
                "loopt",
            ),
        ),
    ),
    Plan(
        46,
        "Een tafeltennistafel die blijft staan",
        (
            "Wij zijn met zes vrienden en we willen een tafel van beton, want een andere gaat "
            "stuk. We hebben al geld opgehaald met autowassen: 84 euro."
        ),
        "Een plek en de rest van het geld.",
        "Klaverveld",
        "het trapveld",
        "opgroeien",
        "vk",
        "jongeren leggen zelf in en vragen de gemeente om een plek",
        naam="Ouder van een van de zes",
        email="trapveld@voorbeeld.nl",
        van_ouder=True,
        stappen=(
            Stap(
                44,
                "samira",
                (
                    "84 euro! Ik ben onder de indruk. Een betonnen tafel kost veel meer. Zullen we "
                    "samen een potje zoeken? Ik kom donderdag naar het trapveld."
                ),
            ),
            Stap(
                20,
                "samira",
                (
                    "We hebben twee potjes gevonden. Voor het ene moeten jullie zelf iets "
                    "vertellen aan een jury. Jullie zeiden: doen we."
                ),
            ),
        ),
        terug=(Terug(42, "Donderdag is goed. We zijn er om vier uur, met de bal."),),
    ),
    Plan(
        19,
        "Taalwandeling, elke week",
        (
            "Langs de Singel lopen en alles benoemen wat je ziet. Mensen die Nederlands leren "
            "lopen met mensen die het al kunnen. Iedereen weet wel iets wat een ander niet weet."
        ),
        "Tien mensen die willen meelopen en een plek om daarna te zitten als het regent.",
        "Singelbuurt",
        "langs de Singel",
        "leren",
        "vo",
        "wie taal leert, loopt met wie het spreekt",
        door="samira",
        contact="taal",
        stappen=(
            Stap(
                9,
                "samira",
                (
                    "De eerste keer is geweest. Ik vraag de bibliotheek of jullie daar na afloop "
                    "mogen zitten."
                ),
            ),
        ),
        terug=(Terug(1, "We waren met elf! Weet je al of we in de bibliotheek terecht kunnen?"),),
    ),
    Plan(
        2,
        "Muziek op de Kade, één avond in de maand",
        (
            "Ik speel trompet en mijn overbuur accordeon. We willen op de eerste warme plek van de "
            "Kade spelen, en wie iets kan mag meedoen. Geen podium, wel een hoed voor de "
            "weggeefkast."
        ),
        "Weten of het mag en tot hoe laat.",
        "Kade",
        "het Kadeplein",
        naam="Een trompettist van de Kade",
        email="trompet@voorbeeld.nl",
    ),
    Plan(
        1,
        "Speelgoedruil in de hal van de school",
        (
            "Kinderen groeien zo snel. Ik wil een kast waar je speelgoed brengt en ander speelgoed "
            "meeneemt. Ik kan de kast maken."
        ),
        "Een hoek in de hal en iemand die af en toe kijkt of alles nog heel is.",
        "Zuidrand",
        "de hal van De Zuidwester",
    ),
)
