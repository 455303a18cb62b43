"""The letter about the last bus: sent, and waiting for an answer."""

from opbouw.voorbeeld.brief import Ask, Brief, Weg

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
            "tafel te gaan en een avondrit te proberen."
        ),
        "wat_opvalt": (
            "In het Buitengebied helpt 66% van de mensen buren of wordt door buren geholpen; in de "
            "gemeente 41%. In Overweer is 29% van de mensen 65 jaar of ouder; in de "
            "gemeente 18%."
        ),
        "wat_we_niet_weten": (
            "Wie door de bus al is verhuisd, hebben we niet gesproken. We weten niet hoeveel "
            "mensen er per uur in de bus zaten: de vervoerder telt per jaar. We weten ook niet of "
            "mensen na een jaar zonder bus nog terugkomen."
        ),
        "duiding": (
            "De bus is per jaar geteld en niet per uur. Overdag is hij leeg, en daarom is hij ’s "
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
            "alleen. Deze spanning is nog open."
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
    },
    verhalen=("dijk", "koor", "veld"),
    cijfers=(
        ("Overweer", "burenhulp"),
        ("Het Buitengebied", "burenhulp"),
        ("Dijkdorp", "jong"),
        ("Overweer", "oud"),
    ),
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
                "Probeer een half jaar lang, drie avonden per week, een late rit met het busje van "
                "de club, en betaal de brandstof en de verzekering."
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
