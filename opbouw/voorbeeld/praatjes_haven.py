"""Contacts in Oude Haven, where old quays and new flats look at each other."""

from opbouw.voorbeeld.praatje import Praatje

HAVEN = (
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
        "Kade",
        "winkel",
        "de viskraam",
        "ontmoeting",
        "2-5",
        (
            "De mensen van de Kade vinden de Pakhuizen “netjes maar stil”. Ze zijn er nog nooit "
            "naar binnen gegaan."
        ),
        "o",
        "de twee buurten liggen één brug uit elkaar",
        "joost",
        dagen=37,
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
        "Kade",
        "straat",
        "de bank bij de Werfbrug",
        "buiten",
        "2-5",
        (
            "Ergernis over zakken naast de container. Eén man ruimt ze elke ochtend op “voor de "
            "meeuwen het doen”."
        ),
        "k",
        "de ophaalroute is van de gemeente",
        "joost",
        maand=8,
        minstens=55,
        naam="afval",
    ),
    Praatje(
        "Kade",
        "plein",
        "het Kadeplein",
        "buiten",
        "2-5",
        (
            "Weer de containers. Een bewoner telde dat ze op maandag altijd vol zijn. Hij hield "
            "het op een bierviltje bij."
        ),
        "k",
        "samen tellen maakt de melding sterker",
        "joost",
        maand=8,
        minstens=50,
        naam="afval",
    ),
    Praatje(
        "Kade",
        "deur",
        "",
        "buiten",
        "1",
        (
            "Wist niet dat je het zelf kunt melden. Wel op de foto gezet, al drie keer, voor "
            "zichzelf."
        ),
        "k",
        "ik liet zien hoe melden werkt",
        "joost",
        maand=8,
        minstens=48,
        naam="afval",
    ),
    Praatje(
        "Kade",
        "plein",
        "het Kadeplein",
        "ontmoeting",
        "11-25",
        (
            "De oude havenarbeiders zitten weer op hun vaste rij stoelen. Ze hebben een bordje "
            "gemaakt: “Commentaar op schepen gratis”."
        ),
        "v",
        "de rij stoelen is hun buurthuis",
        "joost",
        maand=5,
    ),
    Praatje(
        "Kade",
        "activiteit",
        "het haringfeest",
        "ontmoeting",
        "26+",
        "De shantygroep en de dj van veertien deelden één versterker. Het klonk naar allebei.",
        "vo",
        "oud en jong op één podium",
        "joost",
        maand=6,
    ),
    Praatje(
        "Kade",
        "school",
        "de Havenschool",
        "leren",
        "6-10",
        (
            "Groep acht interviewt oud-schippers. Beste vraag: “Was u bang als u niets kon zien?” "
            "Het werd even stil."
        ),
        "o",
        "de school en de kade vertellen elkaar iets",
        "joost",
        maand=11,
    ),
    Praatje(
        "Kade",
        "deur",
        "",
        "wonen",
        "1",
        (
            "De kozijnen rotten, de brief van de verhuurder is in moeilijk Nederlands. We lazen "
            "hem samen. Er stond eigenlijk: nog even wachten."
        ),
        "k",
        "de verhuurder moet een duidelijk antwoord geven",
        "joost",
        maand=2,
    ),
    Praatje(
        "Kade",
        "buurthuis",
        "de Loods",
        "geld",
        "6-10",
        (
            "De weggeefkast was leeg, maar het gesprek ernaast niet. Iemand begon over schulden, "
            "drie anderen knikten."
        ),
        "v",
        "aan de kast durven mensen over geld te praten",
        "joost",
        maand=1,
    ),
    Praatje(
        "Kade",
        "straat",
        "de Lange Steiger",
        "veilig",
        "2-5",
        (
            "Er wordt te hard gevaren langs de zwemsteiger. De jongeren willen zelf een bord "
            "schilderen."
        ),
        "k",
        "de havenmeester moet toestemming geven",
        "joost",
        dagen=5,
        afspraak="De havenmeester vragen of een eigen bord mag.",
        na=6,
        open=True,
    ),
    Praatje(
        "Havenhoofd",
        "deur",
        "",
        "ontmoeting",
        "2-5",
        (
            "Veertig mensen en één brievenbus. Ze weten van elkaar hoe laat het licht uitgaat, en "
            "dat is precies wat ze prettig vinden."
        ),
        "v",
        "een kleine buurt let op elkaar",
        "joost",
        maand=12,
    ),
    Praatje(
        "Havenhoofd",
        "straat",
        "de vuurtoren",
        "vervoer",
        "1",
        "Bij storm komt de bus niet tot hier. Dan belt de één de ander of er nog brood is.",
        "v",
        "bij storm zorgen ze voor elkaar",
        "joost",
        maand=11,
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
        "Kade",
        "speelplek",
        "het touwenschip",
        "opgroeien",
        "6-10",
        "Kinderen spelen douanier. Ik moest drie schelpen betalen om erdoor te mogen.",
        "v",
        "spelen met kinderen opent gesprekken met ouders",
        "joost",
        maand=7,
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
