"""Contacts in Het Buitengebied: far apart and close together."""

from opbouw.voorbeeld.praatje import Praatje

BUITEN = (
    Praatje(
        "Overweer",
        "straat",
        "de halte bij de kerk",
        "vervoer",
        "2-5",
        (
            "De laatste bus vertrekt om kwart voor acht. Twee vrouwen uit de thuiszorg lopen na "
            "hun dienst vier kilometer over de dijk."
        ),
        "k",
        "de dienstregeling is van de provincie en de gemeente",
        "joost",
        dagen=88,
        naam="bus",
    ),
    Praatje(
        "Overweer",
        "deur",
        "",
        "vervoer",
        "1",
        "Hij is gestopt met het koor. Niet om het zingen: er is geen bus terug.",
        "o",
        "het koor is er nog, de weg ernaartoe niet",
        "joost",
        dagen=81,
        naam="bus",
    ),
    Praatje(
        "Overweer",
        "winkel",
        "de dorpswinkel",
        "vervoer",
        "2-5",
        (
            "Op het prikbord hangen drie briefjes “wie rijdt er mee”. De winkelier stuurt ze naar "
            "elkaar door."
        ),
        "v",
        "dorpsgenoten regelen zelf ritten",
        "joost",
        dagen=75,
        naam="bus",
    ),
    Praatje(
        "Polder West",
        "deur",
        "",
        "vervoer",
        "1",
        (
            "Rijdt zelf, en rijdt daarom voor vier anderen. Graag hoor, zegt ze. Maar als de auto "
            "kapot is, staat de hele polder stil."
        ),
        "v",
        "veel hangt aan één paar schouders",
        "joost",
        dagen=71,
        naam="bus",
    ),
    Praatje(
        "Overweer",
        "online",
        "",
        "vervoer",
        "1",
        (
            "Een werkgever in de kassen krijgt zijn late ploeg niet rond. Hij wil meebetalen aan "
            "een busje."
        ),
        "k",
        "een ondernemer wil meedoen met een oplossing",
        "joost",
        dagen=60,
        naam="bus",
    ),
    Praatje(
        "Overweer",
        "straat",
        "de halte bij de kerk",
        "vervoer",
        "1",
        ("“Ik heb een auto, dus ik merk er niets van. Laat de bus maar weg, die rijdt toch leeg.”"),
        "",
        "",
        "joost",
        dagen=58,
        naam="bus",
    ),
    Praatje(
        "Dijkdorp",
        "sport",
        "het voetbalveld",
        "vervoer",
        "6-10",
        (
            "De training eindigt om acht uur, de bus is dan weg. Vijf van de elf worden gehaald. "
            "Twee fietsen over de dijk zonder licht."
        ),
        "k",
        "club en gemeente moeten samen kijken",
        "joost",
        dagen=69,
        naam="training",
    ),
    Praatje(
        "Dijkdorp",
        "school",
        "het schoolhek",
        "vervoer",
        "2-5",
        "Twee ouders rijden om en om. Een derde heeft geen auto en zegt de sport dan maar op.",
        "o",
        "de club wil kinderen houden",
        "joost",
        dagen=66,
        naam="training",
    ),
    Praatje(
        "Dijkdorp",
        "plein",
        "de brink van Dijkdorp",
        "opgroeien",
        "2-5",
        (
            "Drie meiden van zestien. Ze willen best een bijbaan in de stad, als ze maar terug "
            "kunnen."
        ),
        "k",
        "werk in de stad begint bij de bus",
        "joost",
        dagen=55,
        naam="training",
    ),
    Praatje(
        "Dijkdorp",
        "buurthuis",
        "het dorpshuis",
        "ontmoeting",
        "11-25",
        ("Soepmiddag. De deur blijft open tot de pan leeg is, en de pan is nooit helemaal leeg."),
        "v",
        "iedereen is welkom zonder opgeven",
        "joost",
        maand=11,
    ),
    Praatje(
        "Dijkdorp",
        "activiteit",
        "de zomerbios",
        "ontmoeting",
        "26+",
        (
            "Film op een laken tussen twee wilgen. Het waaide, dus de held had steeds een andere "
            "neus."
        ),
        "v",
        "het hele dorp op klapstoelen",
        "joost",
        maand=8,
        naam="bios",
    ),
    Praatje(
        "Dijkdorp",
        "deur",
        "",
        "wonen",
        "1",
        (
            "De kinderen willen blijven, maar er staat niets te koop. Nu woont de jongste in een "
            "caravan op het erf."
        ),
        "k",
        "bouwen in het dorp is een keuze van de raad",
        "joost",
        maand=5,
    ),
    Praatje(
        "Polder West",
        "straat",
        "de kruising bij het gemaal",
        "veilig",
        "2-5",
        (
            "Vier boeren hebben zelf een spiegel opgehangen bij de bocht. Hij hangt scheef, maar "
            "hij helpt."
        ),
        "v",
        "samen iets veiligs gemaakt",
        "joost",
        maand=3,
    ),
    Praatje(
        "Polder West",
        "deur",
        "",
        "ontmoeting",
        "2-5",
        (
            "Een stel van begin dertig begon hier een zuivelboerderij. De buurt kwam kijken en "
            "bleef melken."
        ),
        "v",
        "nieuwe boeren, oude kennis",
        "joost",
        maand=6,
    ),
    Praatje(
        "Polder West",
        "activiteit",
        "de slootjesdag",
        "buiten",
        "11-25",
        (
            "Kinderen uit de stad met laarzen van iemand anders. De boerin telde er meer terug dan "
            "ze had meegenomen."
        ),
        "o",
        "stad en polder leren elkaar kennen",
        "joost",
        maand=6,
    ),
    Praatje(
        "Overweer",
        "plein",
        "het kerkplein",
        "ontmoeting",
        "6-10",
        (
            "De kerk is overdag open voor wie stil wil zitten. Er komen vooral mensen die daarna "
            "juist willen praten."
        ),
        "v",
        "een stille plek levert gesprekken op",
        "joost",
        maand=10,
    ),
    Praatje(
        "Overweer",
        "buurthuis",
        "de oude school",
        "leren",
        "6-10",
        (
            "Computerles van een meisje van twaalf. Huiswerk: één foto sturen naar iemand die je "
            "mist."
        ),
        "v",
        "de jongste leert het de oudsten",
        "joost",
        maand=2,
    ),
    Praatje(
        "Dijkdorp",
        "straat",
        "de dijk",
        "gezond",
        "2-5",
        (
            "Dijkwandeling met de praktijkondersteuner van de dokterspost. Zij loopt voorop, wij "
            "praten achteraan."
        ),
        "o",
        "zorg en dorp lopen samen op",
        "joost",
        maand=4,
    ),
    Praatje(
        "Dijkdorp",
        "online",
        "",
        "ontmoeting",
        "1",
        (
            "De dorpsapp stond een dag stil omdat iedereen bij de buren was gaan vragen wat er "
            "stuk was."
        ),
        "v",
        "zonder app gaat het ook, misschien beter",
        "joost",
        dagen=29,
    ),
)
