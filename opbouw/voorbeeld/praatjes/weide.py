"""Everyday contacts in De Weide."""

from opbouw.voorbeeld.praatje import Praatje

WEIDE = (
    Praatje(
        "Wilgenborg",
        "buurthuis",
        "de huiskamer van Wilgenborg",
        "ontmoeting",
        "6-10",
        (
            "Ronde tafel, zes mensen, één breiwerk dat doorgaat van hand tot hand. Het wordt een "
            "sjaal voor niemand in het bijzonder."
        ),
        "v",
        "samen iets maken, zonder doel",
        maand=11,
    ),
    Praatje(
        "Wilgenborg",
        "straat",
        "de lift van Wilgenborg",
        "wonen",
        "2-5",
        (
            "De lift is weer gemaakt. Op de vierde stond iemand met gebak voor de monteur, die al "
            "weg was. Toen maar voor mij."
        ),
        "v",
        "buren vieren het samen",
        maand=4,
    ),
    Praatje(
        "Wilgenborg",
        "deur",
        "",
        "gezond",
        "1",
        (
            "Een bewoner van boven de tachtig wil op dansles. Haar dochter vindt het niets. Zij "
            "wel: “Ik heb nog heupen.”"
        ),
        "o",
        "ik ken de dansclub van het Noorderkwartier",
        dagen=9,
        afspraak="Bellen of er in de dansgroep een plek is.",
        na=6,
        open=True,
    ),
    Praatje(
        "Molenhoek",
        "sport",
        "het veld van Molenhoek",
        "gezond",
        "11-25",
        (
            "De wandelclub De Vaste Tred loopt nu ook op zaterdag. Wie niet snel kan, loopt "
            "voorop: dan wacht niemand."
        ),
        "vo",
        "de club haalt mensen op die niet meer alleen durven",
        maand=3,
    ),
    Praatje(
        "Molenhoek",
        "straat",
        "de Molenweg",
        "buiten",
        "2-5",
        (
            "Twee buren hebben ruzie over een heg. Ik liep er langs, ze vroegen wat ik vond. Ik "
            "vond vooral dat ze weer met elkaar praatten."
        ),
        "",
        "",
        maand=6,
    ),
    Praatje(
        "Molenhoek",
        "buurthuis",
        "De Brink",
        "leren",
        "6-10",
        (
            "Telefoonuur. Een jongen van zestien legt zijn buurvrouw uit wat een app is. Zij legt "
            "hem uit wat een rente is."
        ),
        "vo",
        "jong en oud leren van elkaar in De Brink",
        maand=10,
    ),
    Praatje(
        "Klaverveld",
        "winkel",
        "de supermarkt",
        "ontmoeting",
        "1",
        (
            "De caissière zegt dat ze sommige klanten drie keer op een dag ziet. “Ze kopen één "
            "ding, en een praatje.”"
        ),
        "",
        "",
        maand=11,
    ),
    Praatje(
        "Klaverveld",
        "speelplek",
        "het trapveld",
        "opgroeien",
        "6-10",
        (
            "De meiden willen ook een uur op het trapveld. De jongens vonden dat gek, en daarna "
            "eigenlijk niet."
        ),
        "v",
        "ze maakten zelf een rooster op karton",
        maand=4,
    ),
    Praatje(
        "Klaverveld",
        "plein",
        "de moestuin achter de school",
        "buiten",
        "6-10",
        (
            "Te veel courgettes. Er staat een krat bij het hek met “neem mee, alsjeblieft”. Het "
            "krat was om vier uur leeg."
        ),
        "v",
        "de tuin deelt uit aan de straat",
        maand=8,
    ),
    Praatje(
        "Lindebuurt",
        "straat",
        "het hofje achter de Lindeschool",
        "veilig",
        "2-5",
        (
            "De lamp in de doorgang is eindelijk gemaakt. Meisjes lopen weer de korte weg naar de "
            "training."
        ),
        "k",
        "bewoners meldden het samen en bleven bellen",
        maand=10,
        minstens=10,
    ),
    Praatje(
        "Lindebuurt",
        "school",
        "schoolplein van De Kiem",
        "opgroeien",
        "2-5",
        (
            "Een vader vraagt of hij de school mag helpen met schilderen. Hij is schilder. Niemand "
            "had het hem gevraagd."
        ),
        "o",
        "de school weet nu wie er in de buurt iets kan",
        dagen=6,
        afspraak="De directeur en de schilder aan elkaar voorstellen.",
        na=6,
        open=True,
    ),
    Praatje(
        "Lindebuurt",
        "deur",
        "",
        "zeggenschap",
        "1",
        (
            "“Ze vragen ons altijd wat we vinden, en dan hoor je nooit meer iets.” Hij deed toch "
            "open voor de koffie."
        ),
        "k",
        "wie vraagt, moet ook terugkomen met een antwoord",
        maand=9,
    ),
    Praatje(
        "Lindebuurt",
        "buurthuis",
        "De Brink",
        "leren",
        "6-10",
        (
            "Taalcafé. Vandaag de woorden voor gereedschap. Een tuinman uit een ver land blijkt de "
            "beste uitlegger van “bahco”."
        ),
        "vo",
        "wie taal leert, leert ook de buurt kennen",
        maand=2,
    ),
    Praatje(
        "Zuidrand",
        "straat",
        "de wadi",
        "buiten",
        "2-5",
        "Kikkerdril in de wadi. Zes kinderen op hun buik, twee ouders die ook willen kijken.",
        "v",
        "het water is de nieuwe ontmoetingsplek",
        maand=3,
    ),
    Praatje(
        "Zuidrand",
        "straat",
        "de Zuidrandweg",
        "vervoer",
        "2-5",
        (
            "De weg is een racebaan na tienen, zeggen drie bewoners. Een vierde woont er ook en "
            "hoort nooit iets."
        ),
        "",
        "",
        maand=7,
    ),
    Praatje(
        "Zuidrand",
        "activiteit",
        "de straatbarbecue",
        "ontmoeting",
        "26+",
        (
            "Veertig mensen, één fluitketel, te weinig stoelen. De nieuwe bewoners van de hoek "
            "brachten een hele schaal baklava en waren binnen."
        ),
        "v",
        "oude en nieuwe bewoners aan één tafel",
        maand=7,
    ),
    Praatje(
        "Wilgenborg",
        "activiteit",
        "het zomerkoor",
        "ontmoeting",
        "11-25",
        (
            "Het koor repeteert met de ramen open. Op de galerijen zingen ze mee, een halve maat "
            "te laat."
        ),
        "v",
        "wie niet naar beneden durft, zingt mee van boven",
        maand=6,
    ),
    Praatje(
        "Wilgenborg",
        "buurthuis",
        "de huiskamer van Wilgenborg",
        "geld",
        "2-5",
        (
            "Twee bewoners helpen elkaar met de brief over de servicekosten. Ze komen er uit. Ik "
            "hoefde alleen koffie te halen."
        ),
        "v",
        "ze hebben mij niet nodig, en dat is goed nieuws",
        dagen=13,
    ),
    Praatje(
        "Molenhoek",
        "plein",
        "het Molenplein",
        "ontmoeting",
        "11-25",
        "Sneeuw! Drie generaties op één slee. De oudste stuurde.",
        "v",
        "sneeuw haalt iedereen naar buiten",
        maand=1,
    ),
    Praatje(
        "Molenhoek",
        "online",
        "",
        "zeggenschap",
        "1",
        (
            "Gebeld door een bewoner die in de wijkraad wil, “maar alleen als ze daar gewoon "
            "praten”."
        ),
        "k",
        "ik ga de eerste keer mee",
        dagen=15,
        afspraak="Meegaan naar de wijkraad.",
        na=8,
    ),
)
