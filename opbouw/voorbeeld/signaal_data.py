"""What the team noticed, what it means according to the people there, and who was told."""

from dataclasses import dataclass, field

from opbouw.voorbeeld.initiatief_data import Verteld


@dataclass(frozen=True)
class Duid:
    """One conversation in which a signal got its meaning."""

    dagen: int
    met_wie: str
    tekst: str
    tegengeluid: str = ""
    niet_gehoord: str = ""
    spanning: str = ""


@dataclass(frozen=True)
class Merk:
    """One signal, with the name of the contacts that it was heard in."""

    key: str
    dagen: int
    wie: str
    titel: str
    tekst: str
    buurt: str
    thema: str
    lijnen: str
    waarom: str
    kring: str
    kring_waar: str
    contacten: tuple[str, ...] = ()
    duidingen: tuple[Duid, ...] = field(default=())
    # Why there is no duiding, or why it stays off the agenda; so many days ago.
    zonder: tuple[int, str] | None = None
    niet: tuple[int, str] | None = None
    verteld: tuple[Verteld, ...] = field(default=())


SIGNALEN = (
    Merk(
        "gordijnen",
        92,
        "samira",
        "Gordijnen blijven overdag dicht, en het gaat om de kou",
        (
            "Rond het Lindeplein blijven steeds meer gordijnen overdag dicht. Bewoners noemen de "
            "rekening: met de gordijnen dicht blijft het warmer. Ouders stoken één kamer. Wie "
            "aanbelt, blijft in het portiek staan."
        ),
        "Lindebuurt",
        "geld",
        "vk",
        "buren missen elkaar, en de woningen zijn van de corporatie",
        "de ouders van De Kiem",
        "bij het schoolplein, na school",
        ("gordijnen", "tegengeluid"),
        (
            Duid(
                84,
                "zes bewoners van het Lindeplein, de huismeester en een leerkracht",
                (
                    "De woningen rond het plein zijn niet geïsoleerd en de rekening is hoog. "
                    "Mensen maken hun wereld kleiner: eerst één kamer, dan geen bezoek, dan niet "
                    "meer opendoen. Het lijkt op niet willen, maar het is niet kunnen. De aanpak "
                    "van de woningen begint pas over een paar jaar, en niemand heeft bewoners "
                    "verteld wanneer."
                ),
                (
                    "In Wilgenborg is geïsoleerd en daar vinden bewoners het overdreven. En een "
                    "paar bewoners zeggen: wij doen de gordijnen dicht om de inkijk, niet om de "
                    "kou."
                ),
                "Mensen die nooit buiten komen, en jongeren die alleen wonen.",
                (
                    "Bewoners zeggen: eerst warmte, dan zien we elkaar vanzelf weer. De gemeente "
                    "zegt: we hebben een aanpak tegen eenzaamheid met activiteiten. Beide zijn "
                    "waar. Deze spanning is open."
                ),
            ),
        ),
    ),
    Merk(
        "bezoek",
        90,
        "samira",
        "Wie het koud heeft, vraagt niemand meer binnen",
        (
            "Verjaardagen, kaartclubs en koffie thuis vallen stil. Mensen schamen zich voor een "
            "koud huis. Ze vinden elkaar wel op plekken waar het warm is: de eettafel, De Brink, "
            "zelfs de bus."
        ),
        "Klaverveld",
        "ontmoeting",
        "vo",
        "wat thuis stilvalt, begint opnieuw aan de eettafel",
        "de mensen van de eettafel",
        "in De Brink, op de eetavond",
        ("bezoek",),
        (
            Duid(
                83,
                "de kookploeg, de kaartclub en een wijkverpleegkundige",
                (
                    "Mensen verliezen hun bezoek en niet hun behoefte aan bezoek. De plekken die "
                    "warm en vertrouwd zijn, nemen het over: de eettafel en de leestafel zitten "
                    "vol. Die plekken hangen aan een handvol vrijwilligers en aan de keuken van De "
                    "Brink, die verbouwd gaat worden."
                ),
                "De visboer zegt: het wordt er juist gezelliger van op straat.",
                "Mensen die avonddienst hebben en dus niet kunnen mee-eten.",
                (
                    "De wijkverpleegkundige ziet een zorgvraag. De kookploeg zegt: maak van ons "
                    "geen zorg, wij zijn buren. Uitgesproken, niet opgelost."
                ),
            ),
        ),
        verteld=(
            Verteld(
                9,
                "samira",
                "de mensen van de eettafel",
                "aan de eettafel in De Brink",
                "bijeenkomst",
                (
                    "Tussen de soep en het toetje verteld dat de keuken blijft tijdens de "
                    "verbouwing. Er werd geklapt. Ook verteld dat de gemeente bezoekers blijft "
                    "tellen, en waarom. Iemand zei: dan tellen wij wel wie er níét meer alleen "
                    "eet."
                ),
            ),
        ),
    ),
    Merk(
        "bus",
        54,
        "joost",
        "De laatste bus gaat voordat de late dienst klaar is",
        (
            "De laatste bus uit Overweer vertrekt om kwart voor acht. Thuiszorgers en mensen uit "
            "de kassen lopen of liften. Anderen zijn gestopt met het koor of met avondwerk. "
            "Dorpsgenoten regelen ritten via het prikbord."
        ),
        "Overweer",
        "vervoer",
        "vk",
        "dorpsgenoten rijden voor elkaar; de dienstregeling is van de overheid",
        "de mensen van het prikbord",
        "in de dorpswinkel, ochtend",
        ("bus",),
        (
            Duid(
                47,
                "de dorpsraad, twee werkgevers en vier mensen met een late dienst",
                (
                    "De bus is per jaar geteld en niet per uur. Overdag is hij leeg, dus is hij 's "
                    "avonds geschrapt. Juist de avondritten maken werk en verenigingen mogelijk. "
                    "Het dorp heeft zelf al een begin gemaakt, maar dat hangt aan een paar mensen "
                    "met een auto."
                ),
                "Wie een auto heeft zegt: een lege bus laten rijden is zonde van het geld.",
                "Mensen die door de bus al verhuisd zijn.",
                (
                    "Zelf regelen of een voorziening eisen? Het dorp wil allebei: zelf rijden, en "
                    "niet alleen."
                ),
            ),
        ),
    ),
    Merk(
        "training",
        50,
        "joost",
        "Na de training is er geen weg naar huis",
        (
            "In Dijkdorp eindigt de training om acht uur. De bus is dan weg. Kinderen fietsen in "
            "het donker over de dijk of zeggen hun sport op."
        ),
        "Dijkdorp",
        "vervoer",
        "ok",
        "de club wil kinderen houden en heeft de gemeente nodig",
        "de jeugd en ouders van de club",
        "langs het voetbalveld, trainingsavond",
        ("training",),
        zonder=(
            46,
            "ouders, club en jeugd noemen los van elkaar dezelfde oorzaak, en de winter begint",
        ),
    ),
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
        "iedereen die meeëet op het plein",
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
        "twee buurten, één brug, niemand steekt over",
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
        "De fietsenstalling klinkt 's avonds erger dan het is",
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
                "Eén bewoner wil toch camera's.",
                "Reizigers die 's avonds laat overstappen.",
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
