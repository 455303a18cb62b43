"""Contacts on a square where people began to eat together, and of parents who look for others."""

from opbouw.voorbeeld.praatje import Praatje

PLEIN = (
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "ontmoeting",
        "11-25",
        (
            "De lange tafel staat weer op het plein. Er ligt geen tafelkleed gelijk en dat is "
            "precies goed. Vijf talen, één pan linzensoep."
        ),
        "vo",
        "straten die elkaar niet kenden, koken nu samen",
        maand=6,
        minstens=64,
        naam="plein",
    ),
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "ontmoeting",
        "6-10",
        (
            "Een vrouw die vorig jaar nog omliep om niemand te hoeven groeten, deelt nu de borden "
            "uit."
        ),
        "v",
        "zij is van gast gastvrouw geworden",
        maand=7,
        minstens=64,
        naam="plein",
    ),
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "ontmoeting",
        "6-10",
        (
            "De jongens van de trapveldjes zetten zonder vragen de tafels terug. “Wij eten toch "
            "ook mee.”"
        ),
        "o",
        "jongeren en kookploeg doen het samen",
        maand=8,
        minstens=64,
        naam="plein",
    ),
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "buiten",
        "2-5",
        ("Iemand heeft de bankjes geschuurd. Niemand weet wie. Drie mensen claimen het, lachend."),
        "v",
        "bewoners zorgen zelf voor hun plein",
        maand=5,
        minstens=64,
        naam="plein",
    ),
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "ontmoeting",
        "2-5",
        "Twee mannen schaken op een doos. Er staan er vier omheen die het beter weten.",
        "v",
        "een spel op straat trekt vanzelf mensen",
        maand=9,
        minstens=64,
        naam="plein",
    ),
    Praatje(
        "Lindebuurt",
        "winkel",
        "de bakker",
        "ontmoeting",
        "1",
        (
            "De bakker geeft op vrijdag het brood van gisteren aan de kookploeg. Hij wil er niet "
            "voor bedankt worden, wel soep proeven."
        ),
        "o",
        "een ondernemer hoort bij de tafel",
        maand=6,
        minstens=64,
        naam="plein",
    ),
    Praatje(
        "Zuidrand",
        "speelplek",
        "de waterspeelplek",
        "opgroeien",
        "2-5",
        (
            "Drie nieuwe ouders met drie kinderwagens, op drie verschillende bankjes. Toen ik naar "
            "een speen vroeg, schoven ze aan."
        ),
        "v",
        "ze willen elkaar wel kennen, maar wie begint?",
        dagen=24,
        naam="ouders",
    ),
    Praatje(
        "Zuidrand",
        "school",
        "schoolplein van De Zuidwester",
        "opgroeien",
        "2-5",
        ("“Een cursus opvoeden? Nee dank je. Ik wil gewoon iemand die ook om vijf uur wakker is.”"),
        "v",
        "ouders zoeken elkaar, geen lesgever",
        dagen=17,
        naam="ouders",
    ),
    Praatje(
        "Klaverveld",
        "speelplek",
        "het speelveld achter de flat",
        "opgroeien",
        "2-5",
        "Twee moeders leenden elkaar een fietskar zonder elkaars naam te weten. Nu wel.",
        "v",
        "lenen is de kortste weg naar kennen",
        dagen=11,
        naam="ouders",
    ),
    Praatje(
        "Zuidrand",
        "online",
        "",
        "opgroeien",
        "1",
        (
            "Gebeld door een vader die in de Zuidrand een ochtend wil beginnen waar je mag komen "
            "met vlekken op je trui."
        ),
        "v",
        "hij zoekt een plek en twee andere ouders",
        dagen=4,
        afspraak="Samen kijken of de hal van de school vrij is op woensdagochtend.",
        na=6,
        open=True,
        naam="ouders_plan",
    ),
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "ontmoeting",
        "2-5",
        "De jongens van het trapveld vragen of er ook pannenkoeken kunnen op de eetavond. Ik "
        "zei: vraag het de koks. Dat durfden ze niet. Toen zijn we samen gegaan.",
        "vo",
        "jongeren en kookploeg praten nu zelf met elkaar",
        dagen=1,
    ),
)
