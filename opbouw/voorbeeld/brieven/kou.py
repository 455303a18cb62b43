"""The letter about cold homes: sent and answered."""

from opbouw.voorbeeld.brief import Ask, Brief, Reactie, Weg

KOU = Brief(
    "samira",
    "Dichte gordijnen: wat kou doet met samenleven in De Weide",
    ("gordijnen", "bezoek"),
    82,
    {
        "aan_wie": "college van burgemeester en wethouders",
        "cc": "griffie, wijkregisseur De Weide",
        "in_het_kort": (
            "In de koude maanden gaan in De Weide gordijnen overdag dicht en vallen verjaardagen "
            "stil. Bewoners noemen één reden: de kou. Wie het thuis koud heeft, vraagt niemand "
            "meer binnen. Buren zoeken elkaar op waar het warm is: de eettafel en De Brink. Die "
            "plekken zitten vol en de keuken wordt verbouwd. Bewoners vragen het college om de "
            "keuken open te houden, om te vertellen wanneer welke woning aan de beurt is, en om te "
            "stoppen met bezoekers tellen als maat voor eenzaamheid."
        ),
        "wat_opvalt": (
            "In de Lindebuurt heeft 46% van de woningen een slecht energielabel; in de gemeente "
            "30%. In het gemiddelde van heel De Weide valt dat weg."
        ),
        "wat_we_niet_weten": (
            "Mensen die nooit buiten komen hebben we niet gesproken. Jongeren die alleen wonen ook "
            "niet, en mensen met avonddienst bijna niet.\n\nWe weten niet of het erger wordt: in "
            "eerdere winters schreven we dit niet op. En we weten niet wat isoleren met "
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
            "woningen volgen. Deze spanning is nog open.\n\nDe wijkverpleegkundige ziet een "
            "zorgvraag. De kookploeg zegt: maak van ons geen zorg, wij zijn buren. Deze spanning "
            "is uitgesproken."
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
    },
    verhalen=("huiswerk", "portiek", "warmeavond", "kaartclub"),
    initiatieven=("Eettafel van het Lindeplein", "Tochtploeg: buren stoppen kieren"),
    cijfers=(
        ("Klaverveld", "energielabel"),
        ("Lindebuurt", "energielabel"),
        ("De Weide", "energielabel"),
        ("Lindebuurt", "eenzaam"),
        ("Lindebuurt", "laag_inkomen"),
    ),
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
                "Vertel bewoners vóór de volgende winter per straat wanneer hun woning aan de "
                "beurt is, samen met de corporatie en in gewone taal."
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
            "Werkt nu al, en buren komen weer bij elkaar over de vloer.",
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
                "De planning per straat komt er, maar later dan u vraagt: de corporatie stelt haar "
                "pas volgend jaar vast. Wel ontvangt elke bewoner voor het einde van de maand een "
                "brief over wat nu al kan. Wij laten die brief vooraf lezen door de "
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
