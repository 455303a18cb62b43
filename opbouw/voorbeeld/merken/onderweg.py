"""Signals that went to the municipality."""

from opbouw.voorbeeld.merk import Duid, Merk
from opbouw.voorbeeld.plan import Verteld

ONDERWEG = (
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
        na_laatste=True,
        duidingen=(
            Duid(
                8,
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
        "wat thuis stilvalt, begint opnieuw aan de eettafel, met mensen uit andere straten",
        "de mensen van de eettafel",
        "in De Brink, op de eetavond",
        ("bezoek",),
        na_laatste=True,
        duidingen=(
            Duid(
                7,
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
                    "geen zorg, wij zijn buren. Deze spanning is uitgesproken, niet opgelost."
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
                    "De bus is per jaar geteld en niet per uur. Overdag is hij leeg, dus is hij ’s "
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
        "ouders en club rijden om de beurt, en hebben de gemeente nodig",
        "de jeugd en ouders van de club",
        "langs het voetbalveld, trainingsavond",
        ("training",),
        zonder=(
            46,
            "ouders, club en jeugd noemen los van elkaar dezelfde oorzaak; wachten is gevaarlijk",
        ),
    ),
)
