"""The letters to the municipality: what stands in each of their eight parts."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ask:
    """One vraag, with a last day so many days from today."""

    soort: str
    aan: str
    wat: str
    over: int


@dataclass(frozen=True)
class Weg:
    """One possible direction."""

    wat: str
    voordelen: str
    nadelen: str
    drager: str


@dataclass(frozen=True)
class Reactie:
    """What the municipality answered to one vraag, so many days ago."""

    dagen: int
    uitkomst: str
    reden: str
    besluit: str = ""
    nummer: str = ""
    link: str = ""
    drager: str = ""
    over: int | None = None


@dataclass(frozen=True)
class Brief:
    """One agenda note; the days say how far it came."""

    wie: str
    titel: str
    signalen: tuple[str, ...]
    begonnen: int
    tekst: dict[str, str]
    lijnen: str = ""
    verhalen: tuple[str, ...] = ()
    initiatieven: tuple[str, ...] = ()
    cijfers: tuple[str, ...] = ()
    vragen: tuple[Ask, ...] = ()
    richtingen: tuple[Weg, ...] = ()
    # In how many days from today an answer is asked for; a negative number has passed.
    reactie_over: int | None = None
    vastgesteld: int | None = None
    verzonden: int | None = None
    antwoorden: tuple[Reactie, ...] = field(default=())


KOU = Brief(
    "samira",
    "Dichte gordijnen: wat kou doet met samenleven in De Weide",
    ("gordijnen", "bezoek"),
    82,
    {
        "aan_wie": "college van burgemeester en wethouders",
        "cc": "griffie, wijkregisseur De Weide",
        "in_het_kort": (
            "In De Weide gaan gordijnen overdag dicht en vallen verjaardagen stil. Bewoners noemen "
            "één reden: de kou. Wie het thuis koud heeft, vraagt niemand meer binnen. Buren zoeken "
            "elkaar nu op waar het warm is: de eettafel en De Brink. Die plekken zitten vol en de "
            "keuken wordt verbouwd. Bewoners vragen het college om de keuken open te houden, om te "
            "vertellen wanneer welke woning aan de beurt is, en om te stoppen met bezoekers tellen "
            "als maat voor eenzaamheid."
        ),
        "wat_we_niet_weten": (
            "Mensen die nooit buiten komen hebben we niet gesproken. Jongeren die alleen wonen ook "
            "niet, en mensen met avonddienst bijna niet.\n\nWe weten niet of het deze winter erger "
            "is dan de vorige: toen schreven we dit niet op. En we weten niet wat isoleren met "
            "samenleven doet; in Wilgenborg kan dat nu worden uitgezocht."
        ),
        "duiding": (
            "Kou maakt de wereld kleiner. Eerst één warme kamer, dan geen bezoek, dan de deur niet "
            "meer open. Van buiten lijkt dat op niet willen. Bewoners zeggen: het is niet "
            "kunnen.\n\nMensen verliezen hun bezoek, maar niet hun zin in bezoek. Waar het warm en "
            "vertrouwd is, komt het terug: aan de eettafel, aan de leestafel, zelfs in de "
            "verwarmde bus. Die plekken hangen aan een handvol vrijwilligers en één keuken.\n\nHet "
            "beleid pakt dit in twee stukken aan. De woningen worden over een paar jaar "
            "geïsoleerd, en niemand vertelde bewoners wanneer. De aanpak van eenzaamheid telt "
            "intussen bezoekers van activiteiten. Over de komende winter gaat geen van beide."
        ),
        "duiders": (
            "Zes bewoners van het Lindeplein, de kookploeg, de kaartclub, de huismeester, een "
            "leerkracht en een wijkverpleegkundige."
        ),
        "tegengeluid": (
            "In Wilgenborg zijn de flats geïsoleerd en vinden bewoners het verhaal over kou "
            "overdreven. Rond het Lindeplein zeggen enkele bewoners dat hun gordijnen dicht zijn "
            "tegen inkijk. De visboer ziet juist meer mensen op straat: zij blijven langer hangen."
        ),
        "spanningen": (
            "Bewoners: eerst warmte, dan zien we elkaar vanzelf. Gemeente: eerst activiteiten, de "
            "woningen volgen. Open.\n\nDe wijkverpleegkundige ziet een zorgvraag. De kookploeg "
            "zegt: maak van ons geen zorg, wij zijn buren. Uitgesproken."
        ),
        "bronnen": (
            "De eettafel en de kookploeg. De leestafel van De Brink. De wandelclub De Vaste Tred, "
            "die mensen thuis ophaalt. Een oud-installateur die het vak wil leren aan anderen. De "
            "bakker en de visboer. Een huismeester die iedereen kent."
        ),
        "geprobeerd": (
            "Verbinden: koffie in het portiek; het was er te koud voor. Overbruggen: de kaartclub "
            "naar De Brink gehaald, dat lukte. Koppelen: de huurdersgroep vroeg de corporatie om "
            "een planning en kreeg een folder."
        ),
        "terugkoppeling": (
            "Binnen twee weken na het antwoord vertellen we het aan de eettafel en op het "
            "schoolplein van De Kiem, ook als het antwoord nee is. De kookploeg hangt het op in De "
            "Brink, in vijf talen."
        ),
        "contact": "Samira Bennani, opbouwwerker De Weide, via De Brink aan het Lindeplein.",
        "akkoord": "Negen bewoners lazen mee aan de eettafel en zijn akkoord; één zin is van hen.",
        "lijn_waarom": "buren eten samen, de wandelclub haalt op, de corporatie heeft de woningen",
    },
    lijnen="vok",
    verhalen=("huiswerk", "portiek", "warmeavond", "kaartclub"),
    initiatieven=("Eettafel van het Lindeplein", "Tochtploeg: buren stoppen kieren"),
    cijfers=("energielabel", "laag_inkomen", "alleen", "eenzaam", "burenhulp"),
    vragen=(
        Ask(
            "besluit",
            "college",
            (
                "Houd tijdens de verbouwing van De Brink een keuken open voor de eettafel, ten "
                "minste één avond per week."
            ),
            -30,
        ),
        Ask(
            "informeren",
            "wethouder Wonen",
            (
                "Vertel bewoners vóór de winter per straat wanneer hun woning aan de beurt is, "
                "samen met de corporatie en in gewone taal."
            ),
            -30,
        ),
        Ask(
            "stoppen_met",
            "afdeling Samenleving",
            (
                "Stop met het aantal bezoekers als enige maat voor de aanpak van eenzaamheid. Maak "
                "met bewoners een maat die wel iets zegt."
            ),
            -14,
        ),
    ),
    richtingen=(
        Weg(
            "Een tijdelijke keuken in de gymzaal van De Kiem",
            "Er is water en stroom, en iedereen kent de plek.",
            "De school moet meedoen en de pannen moeten verhuizen.",
            "bewoners",
        ),
        Weg(
            "De woningen aan het Lindeplein naar voren halen",
            "Pakt de oorzaak aan en scheelt meteen op de rekening.",
            "Andere straten schuiven op en de corporatie beslist mee.",
            "ander",
        ),
        Weg(
            "De tochtploeg steunen met materiaal",
            "Werkt deze winter al, en buren komen weer bij elkaar over de vloer.",
            "Kieren dichten is geen isoleren.",
            "wij",
        ),
    ),
    reactie_over=-35,
    vastgesteld=79,
    verzonden=77,
    antwoorden=(
        Reactie(
            21,
            "overgenomen",
            (
                "U hebt gelijk dat de eettafel niet kan wachten op een aannemer. De gymzaal van De "
                "Kiem krijgt een tijdelijke keuken. De kookploeg tekent mee."
            ),
            "toezegging",
            "Z-0412",
            "https://raad.zonderwater.voorbeeld.nl/toezeggingen/z-0412",
            "wethouder Samenleving",
            21,
        ),
        Reactie(
            20,
            "deels",
            (
                "De planning per straat komt er, maar niet vóór de winter: de corporatie stelt "
                "haar in het voorjaar vast. Wel ontvangt elke bewoner voor het einde van de maand "
                "een brief over wat nu al kan. Wij laten die brief vooraf lezen door de "
                "huurdersgroep."
            ),
            "raadsinformatiebrief",
            "RIB-118",
            "https://raad.zonderwater.voorbeeld.nl/brieven/rib-118",
            "wethouder Wonen",
            40,
        ),
        Reactie(
            19,
            "niet",
            (
                "Het aantal bezoekers is nu de enige maat die wij in alle wijken hebben, en het "
                "Rijk vraagt erom. Wij zien dat deze maat weinig zegt. Wij nodigen u uit om bij de "
                "nieuwe nota, over een jaar, een andere maat mee te maken. Tot die tijd blijven "
                "wij tellen."
            ),
            drager="afdeling Samenleving",
        ),
    ),
)

BUS = Brief(
    "joost",
    "Na achten geen weg terug: de avondbus in het buitengebied",
    ("bus", "training"),
    45,
    {
        "aan_wie": "college van burgemeester en wethouders",
        "cc": "griffie, dorpsraad Dijkdorp",
        "in_het_kort": (
            "De laatste bus uit het buitengebied gaat om kwart voor acht. De late dienst en de "
            "training zijn dan nog niet klaar. Thuiszorgers lopen over de dijk, kinderen zeggen "
            "hun sport op en het koor verliest zijn bassen. Het dorp rijdt voor elkaar, maar dat "
            "hangt aan een paar mensen. Bewoners vragen het college om met hen en de provincie aan "
            "tafel te gaan en deze winter een avondrit te proberen."
        ),
        "wat_we_niet_weten": (
            "Wie door de bus al is verhuisd, hebben we niet gesproken. We weten niet hoeveel "
            "mensen er per uur in de bus zaten: de vervoerder telt per jaar. We weten ook niet of "
            "mensen na een jaar zonder bus nog terugkomen."
        ),
        "duiding": (
            "De bus is per jaar geteld en niet per uur. Overdag is hij leeg, en daarom is hij 's "
            "avonds geschrapt. Juist de avondritten droegen werk, sport en zang.\n\nHet dorp heeft "
            "zelf een begin gemaakt: briefjes op het prikbord, ouders die om en om rijden, een "
            "werkgever die wil meebetalen. Dat is sterk en breekbaar tegelijk. Als één auto kapot "
            "is, staat de polder stil."
        ),
        "duiders": "De dorpsraad, twee werkgevers, de voetbalclub en vier mensen met late dienst.",
        "tegengeluid": (
            "Wie een auto heeft zegt: laat die lege bus toch, het is zonde van het geld. Sommige "
            "ouders vinden halen en brengen gewoon bij het dorp horen."
        ),
        "spanningen": (
            "Zelf regelen of een voorziening eisen? Het dorp wil allebei: zelf rijden, en niet "
            "alleen. Open."
        ),
        "bronnen": (
            "Het prikbord van de dorpswinkel. Een groep rijders. De voetbalclub met een busje dat "
            "doordeweeks stilstaat. De dorpsraad. Een werkgever in de kassen."
        ),
        "geprobeerd": (
            "Verbinden: ritten via het prikbord, dat loopt. Overbruggen: de club vroeg het koor om "
            "samen te rijden, de tijden pasten niet. Koppelen: de dorpsraad schreef de vervoerder "
            "en kreeg een klachtnummer."
        ),
        "terugkoppeling": (
            "We vertellen het antwoord in de dorpswinkel en langs het veld, binnen een week. De "
            "dorpskrant plaatst het erbij."
        ),
        "contact": "Joost Wiersma, opbouwwerker Het Buitengebied, via het dorpshuis van Dijkdorp.",
        "akkoord": "De dorpsraad en vijf rijders lazen mee en zijn akkoord.",
        "lijn_waarom": "dorpsgenoten rijden zelf; de dienstregeling is van gemeente en provincie",
    },
    lijnen="vok",
    verhalen=("dijk", "koor", "veld"),
    cijfers=("burenhulp", "oud", "jong", "eenzaam"),
    vragen=(
        Ask(
            "gesprek",
            "wethouder Verkeer",
            (
                "Kom een avond naar het dorpshuis, samen met de provincie, en ga na afloop met ons "
                "mee over de dijk naar huis."
            ),
            25,
        ),
        Ask(
            "besluit",
            "college",
            (
                "Probeer deze winter drie avonden per week een late rit met het busje van de club, "
                "en betaal de brandstof en de verzekering."
            ),
            40,
        ),
    ),
    richtingen=(
        Weg(
            "Een dorpsbusje met vrijwillige chauffeurs",
            "Het busje en de chauffeurs zijn er al.",
            "Verzekering en planning vragen een vaste hand.",
            "bewoners",
        ),
        Weg(
            "Een late rit terug in de dienstregeling",
            "Betrouwbaar, ook als iemand ziek is.",
            "Duur, en pas over twee jaar in de aanbesteding.",
            "gemeente",
        ),
    ),
    reactie_over=4,
    vastgesteld=40,
    verzonden=38,
)

PLEIN = Brief(
    "samira",
    "Een plein dat werkt: leren van het Lindeplein",
    ("plein",),
    6,
    {
        "in_het_kort": (
            "Op het Lindeplein eten mensen samen die elkaar een jaar geleden niet groetten. Dat "
            "kwam niet uit een plan. Het begon met een sleutel. We willen laten zien waarom dit "
            "werkt, en vragen de gemeente …"
        ),
        "bronnen": (
            "De kookploeg, de jongens van het trapveld, de bakker, lange tafels uit De Brink. Nog "
            "bevestigen: wie beheert de stroomkast?"
        ),
    },
    verhalen=("borden",),
    initiatieven=("Eettafel van het Lindeplein", "Picknickbank bij de speeltuin"),
    vragen=(
        Ask(
            "gesprek",
            "gebiedsteam De Weide",
            (
                "Kom mee-eten en kijk wat er nodig is om dit volgend jaar zonder ons te laten "
                "draaien."
            ),
            75,
        ),
    ),
)

BRUG = Brief(
    "joost",
    "Eén brug, twee buurten: een plek voor de Pakhuizen en de Kade",
    ("nieuw",),
    8,
    {
        "aan_wie": "college van burgemeester en wethouders",
        "cc": "wijkregisseur Oude Haven",
        "in_het_kort": (
            "In de Pakhuizen wonen mensen die elkaar elke dag zien en alleen knikken. Op de Kade "
            "kent iedereen elkaar, maar niemand stak ooit de brug over. Beide kanten willen wel. "
            "Er is alleen geen plek om iets samen te doen: de lobby is van de verhuurder en daar "
            "mag niets. Bewoners vragen de gemeente om de lege loods bij de brug een jaar te "
            "openen."
        ),
        "wat_we_niet_weten": (
            "We spraken vooral mensen die overdag thuis zijn. We weten niet wie er schoonmaakt en "
            "bezorgt in de Pakhuizen, en wat zij zouden willen."
        ),
        "duiding": (
            "Wie hier komt wonen wil best iets doen, maar weet niet waarmee. Een vraag werkt beter "
            "dan een uitnodiging: kom roepen in een roeiboot, kom een plank dragen. Daar is een "
            "plek voor nodig die van niemand is en waar iets stuk mag gaan."
        ),
        "duiders": "Acht bewoners van de Pakhuizen en de roeivereniging.",
        "tegengeluid": "“Wij kozen juist voor rust,” zeggen sommige bewoners. Ook dat mag.",
        "spanningen": "De verhuurder wil een stille lobby, bewoners willen leven. Open.",
        "bronnen": (
            "De roeivereniging, de daktuin van Pakhuis Zuid, de rij stoelen op de Kade, het "
            "repaircafé op de Werf."
        ),
        "geprobeerd": (
            "Verbinden: samen lunchen op het Kraanplein, twee keer. Overbruggen: stuurlui gezocht "
            "bij de roeiers, drie gevonden."
        ),
        "terugkoppeling": (
            "We vertellen het antwoord op het Kraanplein tijdens de lunch en bij de rij stoelen op "
            "de Kade."
        ),
        "contact": "Joost Wiersma, opbouwwerker Oude Haven, via de Loods op de Werf.",
        "akkoord": "Acht bewoners lazen mee en zijn akkoord.",
        "lijn_waarom": "doen is makkelijker dan kennismaken, en de loods is van de gemeente",
    },
    lijnen="ok",
    initiatieven=("Repaircafé op de Werf",),
    cijfers=("alleen", "burenhulp", "eenzaam"),
    vragen=(
        Ask(
            "besluit",
            "wethouder Vastgoed",
            (
                "Open de lege loods bij de Werfbrug voor één jaar, en laat bewoners van beide "
                "kanten de sleutel beheren."
            ),
            70,
        ),
    ),
    richtingen=(
        Weg(
            "De loods een jaar open, met sleutel bij bewoners",
            "Beide buurten lopen er al langs.",
            "Er is nog geen verwarming.",
            "bewoners",
        ),
        Weg(
            "De lobby een avond per week delen",
            "Kan morgen.",
            "De verhuurder moet het willen.",
            "ander",
        ),
    ),
    vastgesteld=1,
)

BRIEVEN = (KOU, BUS, BRUG, PLEIN)
