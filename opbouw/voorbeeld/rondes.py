"""What comes back every week: rounds, coffee tables, and days on which nothing happened."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vast:
    """A place that one worker visits again and again; most of it needs few words or none."""

    wie: str
    buurt: str
    vindplaats: str
    plek: str
    thema: str
    aantal: str
    keren: int
    teksten: tuple[str, ...] = ()


VASTE_PLEKKEN = (
    Vast(
        "samira",
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "ontmoeting",
        "2-5",
        22,
        (
            "Rondje plein. Veel gegroet, weinig gezegd, goed zo.",
            "Regen. Alleen de hondenbezitters en ik.",
            "Iemand had een tweede stoel meegenomen, voor mij.",
            "Bankje vol, dus op de stoeprand gezeten. Praat ook beter.",
        ),
    ),
    Vast(
        "samira",
        "Klaverveld",
        "activiteit",
        "de eettafel",
        "ontmoeting",
        "11-25",
        17,
        (
            "Eettafel. Stamppot. Twee nieuwe gezichten, die bleven afwassen.",
            "Eettafel. Er was te weinig toetje en niemand vond het erg.",
            "Eettafel, vandaag gekookt door de mannen van de wandelclub. Veel zout.",
        ),
    ),
    Vast(
        "samira",
        "Wilgenborg",
        "buurthuis",
        "de huiskamer van Wilgenborg",
        "",
        "6-10",
        13,
        (
            "Koffie. Het ging over voetbal, knieën en kleinkinderen.",
            "Koffie. Bij het raam werd gelachen tot de tranen; ik kwam te laat voor de grap.",
        ),
    ),
    Vast(
        "samira",
        "Zuidrand",
        "school",
        "schoolplein van De Zuidwester",
        "",
        "2-5",
        10,
        ("Bij het hek gestaan. Wie haast heeft, zwaait nu.",),
    ),
    Vast("samira", "Molenhoek", "straat", "de Molenweg", "", "1", 9),
    Vast(
        "samira",
        "Rozenhof",
        "buurthuis",
        "de Rozenkamer",
        "",
        "2-5",
        11,
        (
            "Inloop. Twee brieven gelezen, drie koppen thee.",
            "Inloop. Rustig. De plant heeft weer water.",
        ),
    ),
    Vast(
        "samira",
        "Stationsbuurt",
        "plein",
        "het stationsplein",
        "",
        "1",
        9,
        ("Met de koffiekar gepraat tussen twee treinen.",),
    ),
    Vast(
        "joost",
        "Kade",
        "plein",
        "het Kadeplein",
        "ontmoeting",
        "6-10",
        15,
        (
            "Bij de rij stoelen gezeten. Drie schepen, veertig meningen.",
            "Mist. De stoelen stonden er, de mannen ook.",
            "Kort rondje, lange wind.",
        ),
    ),
    Vast(
        "joost",
        "Werf",
        "buurthuis",
        "de Loods",
        "",
        "6-10",
        11,
        (
            "Loods open, koffie klaar, radio te hard.",
            "Iemand bracht een lamp terug die niemand kwijt was.",
        ),
    ),
    Vast("joost", "Pakhuizen", "straat", "het Kraanplein", "", "1", 8),
    Vast(
        "joost",
        "Dijkdorp",
        "buurthuis",
        "het dorpshuis",
        "",
        "6-10",
        10,
        ("Soep gegeten, dorpsnieuws gehoord, niets op te schrijven.",),
    ),
    Vast("joost", "Overweer", "winkel", "de dorpswinkel", "", "1", 8),
    Vast(
        "marijke",
        "Lindebuurt",
        "buurthuis",
        "De Brink",
        "",
        "2-5",
        8,
        ("Een uur achter de balie gezeten. Beste manier om te weten wat er speelt.",),
    ),
)
