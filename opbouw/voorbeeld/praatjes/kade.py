"""Contacts on the quay, where the oldest people of Oude Haven sit."""

from opbouw.voorbeeld.praatje import Praatje

KADE = (
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
        "Kade",
        "plein",
        "het Kadeplein",
        "ontmoeting",
        "6-10",
        "Er stond een extra stoel in de rij, met briefje: “voor wie nieuw is”. Ik was de eerste.",
        "vo",
        "de vaste rij maakt plaats voor een ander",
        "joost",
        dagen=1,
    ),
)
