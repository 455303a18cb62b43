"""Signals that are still in the neighbourhood, or stay there."""

from opbouw.voorbeeld.merk import Duid, Merk
from opbouw.voorbeeld.plan import Verteld

BUURT = (
    Merk(
        "plein",
        62,
        "samira",
        "Op het Lindeplein eten mensen samen die elkaar niet groetten",
        (
            "Sinds de eettafel in de zomer naar buiten gaat, verandert het plein. Wie een jaar "
            "geleden omliep, deelt nu borden uit. Jongens zetten tafels terug. Een bakker geeft "
            "brood. Niemand heeft dit van bovenaf bedacht."
        ),
        "Lindebuurt",
        "ontmoeting",
        "vo",
        "straten die elkaar niet kenden, koken nu samen",
        "de mensen die mee-eten op het plein",
        "op het Lindeplein, eetavond",
        ("plein",),
        (
            Duid(
                31,
                "de kookploeg, de jongens van het trapveld en de bakker",
                (
                    "Het werkt omdat het gewoon is: er is een taak voor iedereen en niemand hoeft "
                    "zich voor te stellen. De sleutel van De Brink geven was het kantelpunt. "
                    "Vertrouwen kwam vóór het resultaat en niet erna."
                ),
                (
                    "Twee bewoners vinden het laat en luid. De kookploeg stopt nu om negen uur, en "
                    "zij eten een keer mee."
                ),
                "Mensen die niet van samen eten houden.",
            ),
        ),
    ),
    Merk(
        "ruilen",
        10,
        "joost",
        "Op de Werf lenen buren alles aan elkaar, zonder lijst",
        (
            "Aanhangers, ladders en sleutels gaan de straat rond. Niemand regelt het. De "
            "ijzerwinkel zette er een bord bij. Nieuwe bewoners doen na een paar weken mee."
        ),
        "Werf",
        "ontmoeting",
        "v",
        "vertrouwen dat vanzelf ontstaat",
        "de bewoners van de Touwbaan",
        "in de Loods, zaterdagochtend",
        ("ruilen",),
    ),
    Merk(
        "nieuw",
        34,
        "joost",
        "Nieuwe bewoners van de Pakhuizen kennen alleen de pakketbezorger",
        (
            "Mensen wonen er een jaar of twee en zien elkaar elke dag. Ze knikken. De buren van de "
            "Kade zijn er nog nooit binnen geweest. Beide kanten zeggen dat ze best zouden willen."
        ),
        "Pakhuizen",
        "ontmoeting",
        "vo",
        "buren knikken alleen, en tussen twee buurten steekt niemand de brug over",
        "de bewoners van de Pakhuizen",
        "op het Kraanplein, lunchtijd",
        ("nieuw",),
        (
            Duid(
                16,
                "acht bewoners van de Pakhuizen en de roeivereniging",
                (
                    "Er is geen plek om iets samen te doen. De lobby is van de verhuurder en daar "
                    "mag niets. Wie hier komt wonen wil best helpen, maar weet niet waarmee. Een "
                    "vraag werkt beter dan een uitnodiging."
                ),
                "“Wij kozen juist voor rust,” zeggen sommige bewoners. Ook dat mag.",
                "Bewoners die vooral elders leven, en de mensen die er schoonmaken.",
            ),
        ),
    ),
    Merk(
        "formulier",
        13,
        "samira",
        "Regelingen zijn er wel, maar de brieven houden mensen tegen",
        (
            "In de Rozenkamer en op de markt zien we dezelfde brieven. Mensen begrijpen ze "
            "verschillend, of maken ze niet open. Wie een keer moest terugbetalen, vraagt nooit "
            "meer iets aan. De groenteman leest voor."
        ),
        "Rozenhof",
        "geld",
        "ok",
        "mensen vertrouwen de markt; de regeling zit bij de gemeente",
        "de bezoekers van de Rozenkamer",
        "in de Rozenkamer, inloopochtend",
        ("formulier",),
        (
            Duid(
                7,
                "vijf bewoners, de formulierenhulp en de groenteman",
                (
                    "Het gaat niet om lezen alleen. Angst om iets fout te doen weegt zwaarder dan "
                    "het geld. Hulp werkt als die naast mensen zit en niet achter glas. De regels "
                    "zijn goed bedoeld en samen te veel."
                ),
                "Een bewoner: “Mij lukt het prima, als je maar elk jaar een kopie bewaart.”",
                "Mensen die hun post aan een bewindvoerder geven.",
                "Eigen regie of overnemen? Bewoners willen hulp én zelf op de knop drukken.",
            ),
        ),
    ),
    Merk(
        "ouders",
        8,
        "samira",
        "Jonge ouders zoeken elkaar, maar niet op een cursus",
        (
            "In de Zuidrand en in Klaverveld zitten ouders op drie bankjes naast elkaar. Ze willen "
            "contact, geen les. Een geleende speen of fietskar doet meer dan een folder."
        ),
        "Zuidrand",
        "opgroeien",
        "v",
        "ouders willen elkaar kennen en niet beoordeeld worden",
        "de ouders van de waterspeelplek",
        "in de Zuidrand, als het droog is",
        ("ouders",),
    ),
    Merk(
        "afval",
        46,
        "joost",
        "De containers op de Kade zijn op maandag altijd vol",
        (
            "Bewoners telden het zelf op een bierviltje: na het weekend staan er zakken naast. "
            "Meeuwen doen de rest. Eén man ruimt elke ochtend op."
        ),
        "Kade",
        "buiten",
        "k",
        "de ophaalroute is van de gemeente",
        "de mensen van de rij stoelen",
        "op het Kadeplein, ochtend",
        ("afval",),
        niet=(
            27,
            (
                "De gemeente heeft hiervoor een eigen meldpunt. We deden de melding samen met "
                "bewoners; de wagen rijdt nu ook op zaterdag."
            ),
        ),
    ),
    Merk(
        "hangplek",
        53,
        "samira",
        "De fietsenstalling klinkt ’s avonds erger dan het is",
        (
            "Bewoners rond het station lopen om. De jongens bij de stalling hebben nergens anders "
            "een dak. Beiden zeiden dat de ander nooit iets zegt."
        ),
        "Stationsbuurt",
        "veilig",
        "vo",
        "bewoners en jongeren praten nu met elkaar",
        "de jongens van de stalling en de bewoners erboven",
        "bij de fietsenstalling, begin van de avond",
        ("hangplek",),
        (
            Duid(
                49,
                "vier bewoners, vijf jongeren en de beheerder van de stalling",
                (
                    "Het probleem was geen overlast maar niet kennen. Na één pan soep wist "
                    "iedereen waar de muziek last geeft en waarom. De afspraak is van henzelf: na "
                    "tien uur gaat de speaker naar de andere kant."
                ),
                "Eén bewoner wil toch camera’s.",
                "Reizigers die ’s avonds laat overstappen.",
            ),
        ),
        niet=(44, "De buurt loste het zelf op en wil er geen beleid van maken. Dat is hun keuze."),
        verteld=(
            Verteld(
                41,
                "samira",
                "de jongens van de stalling en de bewoners erboven",
                "bij de fietsenstalling",
                "gesprek",
                (
                    "Verteld dat dit niet naar de gemeente gaat omdat hun afspraak werkt. Een van "
                    "de jongens vroeg of er dan wel weer soep komt."
                ),
            ),
        ),
    ),
)
