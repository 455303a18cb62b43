"""Contacts around the station and the old gas works."""

from opbouw.voorbeeld.praatje import Praatje

STATION = (
    Praatje(
        "Stationsbuurt",
        "buurthuis",
        "het Stationshuis",
        "geld",
        "1",
        (
            "Hij werkt nachten en belt altijd buiten de tijden. Een website durft hij niet: wat "
            "als hij op het verkeerde klikt?"
        ),
        "k",
        "openingstijden passen niet bij zijn leven",
        dagen=18,
        naam="formulier",
    ),
    Praatje(
        "Stationsbuurt",
        "plein",
        "de fietsenstalling",
        "veilig",
        "6-10",
        (
            "Acht jongens bij de stalling, één speaker. Ze schuiven op voor een vrouw met een "
            "rollator en tillen haar tas over de stoep."
        ),
        "v",
        "ze willen best een praatje",
        maand=5,
        minstens=60,
        naam="hangplek",
    ),
    Praatje(
        "Stationsbuurt",
        "deur",
        "",
        "veilig",
        "1",
        (
            "Een bewoner loopt ’s avonds om. “Ik weet best dat ze niets doen. Maar ik weet het "
            "niet zéker.”"
        ),
        "v",
        "angst zit in het niet kennen",
        maand=5,
        minstens=60,
        naam="hangplek",
    ),
    Praatje(
        "Stationsbuurt",
        "plein",
        "de fietsenstalling",
        "veilig",
        "11-25",
        (
            "Soep bij de stalling. De vrouw die altijd omliep, schepte op. De jongens weten nu dat "
            "de muziek boven haar bed zit, en zij dat er nergens anders een dak is."
        ),
        "vo",
        "bewoners en jongeren maakten zelf een afspraak",
        maand=6,
        minstens=55,
        naam="hangplek",
    ),
    Praatje(
        "Gasfabriek",
        "activiteit",
        "de open werkplaats",
        "leren",
        "6-10",
        (
            "Een ontwerper en een oud-lasser maken samen een windwijzer. Ze verstaan elkaars vak "
            "beter dan elkaars woorden."
        ),
        "vo",
        "nieuw en oud vakmanschap aan één werkbank",
        maand=4,
    ),
    Praatje(
        "Gasfabriek",
        "plein",
        "het Gasplein",
        "buiten",
        "2-5",
        (
            "Steen, steen en een boompje in een bak. Ouders hebben krijt meegenomen en een rivier "
            "getekend."
        ),
        "k",
        "zij willen meepraten over de inrichting",
        maand=7,
    ),
    Praatje(
        "Gasfabriek",
        "straat",
        "de Ketelstraat",
        "wonen",
        "1",
        "Kocht hier een huis om tussen de mensen te wonen, en zoekt nog waar die zijn.",
        "",
        "",
        maand=3,
    ),
    Praatje(
        "Stationsbuurt",
        "straat",
        "het stationsplein",
        "ontmoeting",
        "1",
        (
            "De man van de koffiekar onthoudt niet wie je bent maar wel wat je drinkt. “Dat is ook "
            "een vorm van aandacht.”"
        ),
        "v",
        "een ondernemer ziet iedereen elke dag",
        maand=1,
    ),
    Praatje(
        "Stationsbuurt",
        "buurthuis",
        "het Stationshuis",
        "leren",
        "6-10",
        (
            "Sollicitatieclub. Vier van de zes kregen een gesprek, één kreeg taart omdat hij nee "
            "durfde te zeggen tegen een slechte baan."
        ),
        "v",
        "ze helpen elkaar met brieven en met moed",
        maand=5,
    ),
    Praatje(
        "Stationsbuurt",
        "online",
        "",
        "ontmoeting",
        "1",
        (
            "Een studente vraagt of ze ergens kan koken voor meer dan één. Haar gang heeft zeven "
            "deuren en nul tafels."
        ),
        "o",
        "de eettafel zoekt juist koks",
        dagen=8,
        afspraak="De studente meenemen naar de kookploeg.",
        na=4,
    ),
    Praatje(
        "Stationsbuurt",
        "activiteit",
        "de taalwandeling",
        "leren",
        "6-10",
        (
            "Taalwandeling langs de Singel. Nieuw woord van de dag: “reiger”. Hij bleef er netjes "
            "voor staan."
        ),
        "vo",
        "wie Nederlands leert, loopt met wie het spreekt",
        dagen=19,
        naam="taal",
    ),
)
