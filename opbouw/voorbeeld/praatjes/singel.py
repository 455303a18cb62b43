"""Contacts along the Singel and in the Rozenhof, and the few that the coordinator notes."""

from opbouw.voorbeeld.praatje import Praatje

SINGEL = (
    Praatje(
        "Rozenhof",
        "buurthuis",
        "de Rozenkamer",
        "geld",
        "1",
        (
            "Een envelop van vier maanden oud, nog dicht. “Als ik hem niet openmaak, is het nog "
            "niet waar.” We hebben hem samen opengemaakt."
        ),
        "o",
        "de formulierenhulp zit in dezelfde gang",
        maand=9,
        minstens=25,
        naam="formulier",
    ),
    Praatje(
        "Rozenhof",
        "buurthuis",
        "de Rozenkamer",
        "geld",
        "2-5",
        (
            "Drie mensen met dezelfde brief over de toeslag. Drie keer anders begrepen. Eén vraagt "
            "niets meer aan, want vorige keer moest hij terugbetalen."
        ),
        "k",
        "de brieven komen van de gemeente en de Belastingdienst",
        maand=10,
        minstens=20,
        naam="formulier",
    ),
    Praatje(
        "Rozenhof",
        "school",
        "schoolplein van De Roos",
        "geld",
        "2-5",
        (
            "Het kindpakket bestaat, maar het formulier telt elf bladzijden. Een moeder: “Ik koop "
            "die schoenen wel zonder jullie.”"
        ),
        "k",
        "de regeling is er, de weg ernaartoe niet",
        maand=9,
        minstens=20,
        naam="formulier",
    ),
    Praatje(
        "Singelbuurt",
        "winkel",
        "de markt op de Singel",
        "geld",
        "2-5",
        "De groenteman leest brieven voor achter zijn kraam. Hij vindt dat heel gewoon.",
        "v",
        "mensen vertrouwen hem meer dan een loket",
        maand=10,
        minstens=20,
        naam="formulier",
    ),
    Praatje(
        "Singelbuurt",
        "straat",
        "de Singel",
        "ontmoeting",
        "2-5",
        (
            "De brugwachter is met pensioen maar zwaait nog elke dag. Drie hondenbezitters wachten "
            "op hem."
        ),
        "v",
        "een vaste groet is ook een contact",
        maand=3,
    ),
    Praatje(
        "Singelbuurt",
        "activiteit",
        "de dansgroep",
        "gezond",
        "11-25",
        "Dansmiddag. Wie slecht loopt, danst met de armen. Er was een polonaise op stoelen.",
        "vo",
        "mensen uit drie buurten komen erop af",
        maand=11,
        minstens=8,
    ),
    Praatje(
        "Singelbuurt",
        "sport",
        "de ijsbaan op de Singel",
        "gezond",
        "26+",
        (
            "Eén dag ijs! De hele buurt met keukenstoelen. Iemand verkocht chocolademelk voor wat "
            "je kon missen."
        ),
        "v",
        "niemand organiseerde het en iedereen was er",
        maand=1,
    ),
    Praatje(
        "Singelbuurt",
        "deur",
        "",
        "ontmoeting",
        "1",
        (
            "Ze geeft haar planten elke week door aan de buur die op vakantie is geweest. Zo zien "
            "ze elkaar toch."
        ),
        "v",
        "een gewoonte die twee huizen verbindt",
        maand=8,
    ),
    Praatje(
        "Rozenhof",
        "straat",
        "de Rozenstraat",
        "buiten",
        "6-10",
        "De eerste stoeptegels eruit, de stokrozen erin. Een jongen van acht was voorman.",
        "v",
        "buren maken samen hun gevels groen",
        maand=4,
        minstens=120,
        naam="geveltuin",
    ),
    Praatje(
        "Rozenhof",
        "straat",
        "de Rozenstraat",
        "buiten",
        "2-5",
        (
            "De stokrozen staan hoger dan de auto’s. Er komen mensen uit andere straten kijken hoe "
            "het moet."
        ),
        "o",
        "de ene straat leert het de andere",
        maand=7,
        minstens=30,
    ),
    Praatje(
        "Rozenhof",
        "buurthuis",
        "de Rozenkamer",
        "zeggenschap",
        "6-10",
        (
            "Bewoners oefenen hun inspreektekst. Drie minuten is kort. De eerste versie was boos, "
            "de derde raak."
        ),
        "k",
        "zij spreken zelf in bij de raad",
        maand=10,
        minstens=6,
    ),
    Praatje(
        "Rozenhof",
        "school",
        "schoolplein van De Roos",
        "opgroeien",
        "2-5",
        (
            "Opa’s en oma’s halen op. Zij kennen elkaar beter dan de ouders. Ze hebben nu een "
            "eigen bank."
        ),
        "v",
        "het halen en brengen is hun ontmoetingsplek",
        maand=2,
    ),
    Praatje(
        "Rozenhof",
        "buurthuis",
        "de Rozenkamer",
        "zeggenschap",
        "6-10",
        ("Met de wijkraad en de school om tafel. Voor het eerst zat er een bewoner aan het hoofd."),
        "k",
        "bewoners bepalen de agenda van het overleg",
        "marijke",
        maand=9,
        minstens=6,
    ),
    Praatje(
        "Kade",
        "buurthuis",
        "de Loods",
        "zeggenschap",
        "2-5",
        (
            "Het bestuur van de Loods wil de sleutel vaker uit handen geven. Spannend, zeggen ze "
            "zelf. Ze doen het toch."
        ),
        "v",
        "vrijwilligers durven te delen",
        "marijke",
        dagen=26,
    ),
    Praatje(
        "Klaverveld",
        "buurthuis",
        "De Brink",
        "wonen",
        "2-5",
        (
            "Gesprek met de huurdersgroep over de verbouwing van De Brink. Ze willen meedenken "
            "over de keuken, niet over de kleur."
        ),
        "k",
        "de huurdersgroep zit voortaan in het bouwoverleg",
        "marijke",
        dagen=14,
        afspraak="De tekening van de keuken naar de huurdersgroep brengen.",
        na=16,
        open=True,
    ),
    Praatje(
        "Dijkdorp",
        "buurthuis",
        "het dorpshuis",
        "vervoer",
        "6-10",
        (
            "Dorpsraad. Agenda: de bus, de bus en de rondvraag. In de rondvraag ging het over de "
            "bus."
        ),
        "k",
        "de dorpsraad wil met de gemeente praten",
        "marijke",
        dagen=64,
        naam="bus",
    ),
)
