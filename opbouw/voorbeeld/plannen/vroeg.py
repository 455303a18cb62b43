"""Residents’ plans of the first half of the year."""

from opbouw.voorbeeld.plan import Plan, Stap, Verteld

VROEG = (
    Plan(
        341,
        "Eettafel van het Lindeplein",
        (
            "Eén keer per week eten we samen in De Brink. Wie kan koken kookt, wie kan betalen "
            "betaalt. In de zomer gaan de tafels naar het plein. Wij zijn met vijf: twee koks, een "
            "bakker en twee sjouwers."
        ),
        "Een keuken, grote pannen en iemand die de sleutel durft te geven.",
        "Lindebuurt",
        "De Brink aan het Lindeplein",
        "ontmoeting",
        "vo",
        "straten die elkaar niet groetten, koken nu samen",
        door="samira",
        naam="Kookploeg Lindeplein",
        email="kookploeg@voorbeeld.nl",
        stappen=(
            Stap(
                330,
                "samira",
                (
                    "De keuken is van jullie op de vaste avond. De sleutel ligt bij de balie. "
                    "Jullie bepalen zelf wie hem bewaart."
                ),
                "loopt",
            ),
            Stap(
                180,
                "samira",
                (
                    "Jullie schreven dat er nu vaak twintig mensen komen. Mooi! Het bestuur van De "
                    "Brink betaalt een tweede grote pan."
                ),
            ),
        ),
    ),
    Plan(
        318,
        "Picknickbank bij de speeltuin",
        (
            "Bij de speeltuin aan de Kleine Linde kun je nergens met z’n allen zitten. Wij willen "
            "een lange bank maken van oude steigerplanken. Een opa van het portiek heeft alle "
            "machines."
        ),
        "Planken, een vergunning en koffie.",
        "Lindebuurt",
        "de speeltuin aan de Kleine Linde",
        "buiten",
        "vk",
        "buren bouwen zelf, de gemeente geeft de plek",
        naam="Ouders van de Kleine Linde",
        email="kleinelinde@voorbeeld.nl",
        stappen=(
            Stap(
                316,
                "samira",
                (
                    "Wat een goed plan. Ik kom woensdag na schooltijd kijken waar de bank het "
                    "beste staat."
                ),
            ),
            Stap(
                280,
                "samira",
                (
                    "De gemeente vindt de plek goed, zolang het pad vrij blijft. De planken komen "
                    "van de Werf. Jullie kunnen beginnen."
                ),
                "loopt",
            ),
            Stap(
                226,
                "samira",
                (
                    "Hij staat! Zes meter lang en scheef in de goede zin. Er zaten meteen negen "
                    "mensen op."
                ),
                "gelukt",
            ),
        ),
        verteld=(
            Verteld(
                222,
                "samira",
                "de ouders en kinderen van de speeltuin",
                "bij de bank zelf",
                "bijeenkomst",
                (
                    "We hebben de bank samen geopend met limonade. Iedereen weet dat hij mag "
                    "blijven staan en wie de planken naloopt in het voorjaar."
                ),
            ),
        ),
    ),
    Plan(
        296,
        "Buurtapp voor boodschappen",
        (
            "Een app waarin je zet dat je naar de winkel gaat, zodat een ander iets kan meevragen. "
            "Mijn zus kan hem bouwen."
        ),
        "Een naam en mensen die meedoen.",
        "Wilgenborg",
        "",
        "ontmoeting",
        "v",
        "boodschappen als reden om aan te bellen",
        naam="Bewoner Wilgenborg",
        email="wilgenborg@voorbeeld.nl",
        stappen=(
            Stap(
                294,
                "samira",
                (
                    "Leuk bedacht. Zullen we het eerst drie weken met een schrift in de hal "
                    "proberen? Dan weten we wat de app moet kunnen."
                ),
            ),
            Stap(
                262,
                "samira",
                (
                    "Het schrift ligt in de hal en wordt gebruikt. De app is ook klaar. We "
                    "proberen ze naast elkaar."
                ),
                "loopt",
            ),
            Stap(
                190,
                "samira",
                (
                    "Jullie stoppen met de app: vier mensen gebruikten hem, en het schrift was "
                    "steeds vol. Wat de buurt leerde: mensen willen hier niet appen maar "
                    "aanbellen. Het schrift blijft, en dat is jullie verdienste."
                ),
                "gestopt",
            ),
        ),
        verteld=(
            Verteld(
                184,
                "samira",
                "de bewoners van Wilgenborg",
                "op het prikbord en bij de koffie",
                "briefje",
                (
                    "De app stopt, het schrift in de hal blijft. We hingen op wat we ervan leerden "
                    "en wie het schrift bijhoudt."
                ),
            ),
        ),
    ),
    Plan(
        262,
        "Repaircafé op de Werf",
        (
            "Iedere eerste zaterdag repareren we wat kapot is. We hebben een lasser, iemand met "
            "engelengeduld voor naaimachines en een jongen die telefoons open durft te maken."
        ),
        "De Loods, koffie en een kist gereedschap.",
        "Werf",
        "de Loods",
        "ontmoeting",
        "vo",
        "handige en onhandige mensen leren elkaar kennen",
        door="joost",
        naam="Repaircafé",
        email="repaircafe@voorbeeld.nl",
        stappen=(
            Stap(
                250,
                "joost",
                (
                    "De Loods is elke eerste zaterdag voor jullie. Het gereedschap van de oude "
                    "werf mag mee uit de kelder."
                ),
                "loopt",
            ),
            Stap(
                96,
                "joost",
                "Honderd spullen gemaakt! De accordeon tellen we mee, want er is op gespeeld.",
            ),
        ),
    ),
    Plan(
        238,
        "Zomerbios op de dijk",
        ("Elke week in de zomer een film op een laken, met stoelen van thuis. Voor het hele dorp."),
        "Een projector, stroom en mooi weer.",
        "Dijkdorp",
        "de dijk bij de wilgen",
        "ontmoeting",
        "v",
        "het hele dorp samen buiten",
        stappen=(
            Stap(
                236,
                "joost",
                "De projector kan uit de bieb komen. Wie van jullie vraagt de boer om de weide?",
            ),
            Stap(
                200,
                "joost",
                "De eerste film is geweest. Er zaten meer mensen dan er stoelen waren.",
                "loopt",
            ),
            Stap(
                88,
                "joost",
                (
                    "Na vier films stoppen jullie. Wekelijks was te veel voor drie mensen. Wat het "
                    "dorp leerde: één grote avond is beter dan acht kleine, en de boer wil "
                    "volgend jaar weer. Dank jullie wel."
                ),
                "gestopt",
            ),
        ),
        verteld=(
            Verteld(
                83,
                "joost",
                "de bezoekers van de zomerbios",
                "in de dorpskrant",
                "krant",
                (
                    "In de dorpskrant stond waarom we stoppen, wat we leerden en dat er volgend "
                    "jaar één grote filmavond komt."
                ),
            ),
        ),
    ),
    Plan(
        204,
        "Geveltuintjes in de Rozenhof",
        (
            "Twee tegels eruit bij elke voordeur en er iets moois in. Wij doen de eerste straat, "
            "met z’n achten. Wie niet kan bukken, kiest de planten."
        ),
        "Scheppen, aarde en een kar om de tegels weg te brengen.",
        "Rozenhof",
        "de Rozenstraat",
        "buiten",
        "vo",
        "de ene straat leert het de andere",
        contact="geveltuin",
        door="samira",
        stappen=(
            Stap(
                196,
                "samira",
                (
                    "De gemeente haalt de tegels op als jullie ze stapelen bij de hoek. De kar "
                    "staat klaar bij de Rozenkamer."
                ),
                "loopt",
            ),
            Stap(
                12,
                "samira",
                (
                    "Drieëntwintig tuintjes, twee straten. De stokrozen hebben het gewonnen van de "
                    "auto’s. Dit is gelukt!"
                ),
                "gelukt",
            ),
        ),
    ),
)
