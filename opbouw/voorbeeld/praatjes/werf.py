"""Contacts on the old shipyard and in the new flats beside it."""

from opbouw.voorbeeld.praatje import Praatje

WERF = (
    Praatje(
        "Werf",
        "straat",
        "de oude scheepswerf",
        "ontmoeting",
        "2-5",
        (
            "Een aanhanger staat bij nummer zoveel, nee, bij die daar: hij gaat de hele straat "
            "rond. Niemand houdt een lijst bij."
        ),
        "v",
        "buren lenen aan elkaar zonder dat iemand het regelt",
        "joost",
        maand=4,
        minstens=13,
        naam="ruilen",
    ),
    Praatje(
        "Werf",
        "activiteit",
        "het repaircafé",
        "ontmoeting",
        "11-25",
        (
            "Een strijkijzer, een kinderfiets en een accordeon. De accordeon lukte niet, maar er "
            "werd wel op gespeeld."
        ),
        "vo",
        "handige bewoners en hulpvragers vinden elkaar",
        "joost",
        maand=9,
        minstens=13,
        naam="ruilen",
    ),
    Praatje(
        "Werf",
        "straat",
        "de Touwbaan",
        "ontmoeting",
        "2-5",
        (
            "Drie ladders tegen drie huizen, één schilder. Ze doen de kozijnen samen, van links "
            "naar rechts."
        ),
        "v",
        "samen klussen in plaats van ieder voor zich",
        "joost",
        dagen=33,
        naam="ruilen",
    ),
    Praatje(
        "Werf",
        "deur",
        "",
        "ontmoeting",
        "1",
        "Ze heeft elf sleutels van buren in een soeptrommel. “Bij elk hoort een kat.”",
        "v",
        "vertrouwen dat al jaren vanzelf gaat",
        "joost",
        dagen=21,
        naam="ruilen",
    ),
    Praatje(
        "Werf",
        "winkel",
        "de ijzerwinkel",
        "ontmoeting",
        "2-5",
        (
            "De winkelier schrijft op een bord wie wat kan lenen. Hij verkoopt er minder boren "
            "door, zegt hij, en meer schroeven."
        ),
        "o",
        "een ondernemer maakt het ruilen zichtbaar",
        "joost",
        dagen=12,
        afspraak="Een tweede leenbord brengen, voor de Loods.",
        na=12,
        open=True,
        naam="ruilen",
    ),
    Praatje(
        "Pakhuizen",
        "straat",
        "de lobby van Pakhuis Zuid",
        "ontmoeting",
        "1",
        (
            "Woont er twee jaar en kent alleen de pakketbezorger bij naam. Ze lachte, maar niet "
            "heel hard."
        ),
        "",
        "",
        "joost",
        maand=10,
        minstens=37,
        naam="nieuw",
    ),
    Praatje(
        "Pakhuizen",
        "plein",
        "het Kraanplein",
        "ontmoeting",
        "2-5",
        (
            "Drie twintigers met laptops op drie bankjes. Ze zien elkaar elke dag en knikken. "
            "Samen lunchen? “Dat zou raar zijn. Of niet?”"
        ),
        "v",
        "de stap is klein, maar niemand zet hem",
        "joost",
        dagen=52,
        naam="nieuw",
    ),
    Praatje(
        "Pakhuizen",
        "online",
        "",
        "ontmoeting",
        "1",
        "Bericht van een bewoner: bestaat er hier een avond waar je iets dóét, niet praat?",
        "v",
        "doen is makkelijker dan kennismaken",
        "joost",
        dagen=40,
        naam="nieuw",
    ),
    Praatje(
        "Pakhuizen",
        "sport",
        "de roeivereniging",
        "gezond",
        "6-10",
        (
            "De roeiers zoeken stuurlui. Je hoeft niet te kunnen roeien, alleen hard te kunnen "
            "roepen. Drie bewoners van de Pakhuizen gaan het proberen."
        ),
        "o",
        "nieuwe bewoners en een oude club vinden elkaar",
        "joost",
        dagen=18,
    ),
    Praatje(
        "Pakhuizen",
        "activiteit",
        "de open tuinen",
        "buiten",
        "11-25",
        (
            "Op het dak van Pakhuis Zuid groeit een tuin die niemand zag. Nu kwamen er twintig "
            "mensen kijken, ook van de Kade."
        ),
        "o",
        "de Kade ging voor het eerst naar binnen",
        "joost",
        maand=6,
        minstens=20,
    ),
    Praatje(
        "Werf",
        "buurthuis",
        "de Loods",
        "leren",
        "2-5",
        (
            "Lasles voor vrouwen. De vonken vlogen, de grappen ook. Volgende keer willen ze een "
            "hek maken voor de speeltuin."
        ),
        "vo",
        "ze leren iets en de speeltuin krijgt een hek",
        "joost",
        maand=3,
    ),
    Praatje(
        "Werf",
        "straat",
        "de Touwbaan",
        "anders",
        "1",
        (
            "Gevraagd wat hier beter kan. Lang gedacht. “Meer dagen zoals deze.” Het was zestien "
            "graden en windstil."
        ),
        "",
        "",
        "joost",
        maand=4,
    ),
    Praatje(
        "Werf",
        "sport",
        "de steiger",
        "gezond",
        "2-5",
        (
            "De winterzwemmers hebben nu een mat en een thermoskan. De jongste is negentien, de "
            "oudste zegt het niet."
        ),
        "v",
        "na het zwemmen blijven ze een uur praten",
        "joost",
        maand=12,
    ),
)
