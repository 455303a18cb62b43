"""Contacts in De Weide: what winter does, what a square does, and everything in between."""

from opbouw.voorbeeld.praatje import Praatje

KOU = (
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "geld",
        "2-5",
        (
            "Om drie uur 's middags zijn zeven van de tien gordijnen dicht. Twee vrouwen met "
            "boodschappentassen lachen erom: “Dat is onze isolatie.”"
        ),
        "k",
        "de huur en de isolatie liggen bij de corporatie",
        maand=1,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Lindebuurt",
        "school",
        "schoolplein van De Kiem",
        "geld",
        "2-5",
        (
            "Moeders vergelijken hun voorschot als vroeger een prijs in de winkel. Eén verwarmt "
            "alleen nog de kamer waar het huiswerk gemaakt wordt."
        ),
        "v",
        "ze geven elkaar tips die wel werken",
        maand=2,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Lindebuurt",
        "deur",
        "",
        "wonen",
        "1",
        (
            "Aan de deur in jas en sjaal. “Kom maar niet binnen, het is hier net zo koud als "
            "buiten.” We hebben tien minuten in het portiek staan praten."
        ),
        "v",
        "het contact mag blijven, ook zonder koffie",
        maand=1,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Lindebuurt",
        "straat",
        "het portiek aan het Lindeplein",
        "wonen",
        "2-5",
        (
            "Drie buren bij de brievenbussen. Vroeger stond er altijd ergens een deur open, zeggen "
            "ze. Nu hoor je alleen de tochtstrips."
        ),
        "v",
        "buren missen elkaar in het trappenhuis",
        maand=2,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Lindebuurt",
        "winkel",
        "de bakker",
        "geld",
        "2-5",
        (
            "In de rij gaat het over dekens met een stekker. Iemand rekent voor wat een uur kost. "
            "Iedereen luistert."
        ),
        "",
        "",
        maand=12,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Molenhoek",
        "buurthuis",
        "De Brink",
        "geld",
        "6-10",
        (
            "Zeven mensen lezen de krant in De Brink en niemand heeft haast. “Hier brandt de "
            "kachel voor iedereen tegelijk,” zegt de man met de kruiswoordpuzzel."
        ),
        "v",
        "de leestafel is een plek geworden om te blijven",
        maand=1,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Lindebuurt",
        "speelplek",
        "de speeltuin aan de Kleine Linde",
        "opgroeien",
        "2-5",
        (
            "Vaders bij de glijbaan. Hun kinderen spelen buiten tot het donker is, “want thuis "
            "moeten ze stilzitten onder een deken”."
        ),
        "",
        "",
        maand=3,
        minstens=95,
        naam="gordijnen",
    ),
    Praatje(
        "Klaverveld",
        "activiteit",
        "de eettafel",
        "ontmoeting",
        "11-25",
        (
            "Twintig mensen aan de erwtensoep. Een vrouw zegt dat dit haar warme avond is: thuis "
            "gaat de knop dan op vijftien."
        ),
        "vo",
        "buren eten samen, en wie nieuw is wordt meegenomen door de kookploeg",
        maand=1,
        minstens=95,
        naam="bezoek",
    ),
    Praatje(
        "Klaverveld",
        "activiteit",
        "de eettafel",
        "ontmoeting",
        "6-10",
        (
            "Bij het afwassen komt het gesprek: verjaardagen worden niet meer thuis gevierd. “Ik "
            "ga mijn visite toch niet vragen hun jas aan te houden?”"
        ),
        "v",
        "aan de afwas durven mensen het te zeggen",
        maand=2,
        minstens=95,
        naam="bezoek",
    ),
    Praatje(
        "Klaverveld",
        "straat",
        "de bushalte Klaverveld",
        "ontmoeting",
        "1",
        (
            "Een man van in de zeventig neemt elke dag lijn 4 heen en terug. “De bus is verwarmd "
            "en ik zie nog eens iemand.”"
        ),
        "",
        "",
        maand=2,
        minstens=95,
        naam="bezoek",
    ),
    Praatje(
        "Klaverveld",
        "deur",
        "",
        "ontmoeting",
        "1",
        (
            "Ze kaartte elke week met drie vriendinnen, om de beurt thuis. Nu niet meer: ze "
            "schaamt zich voor de kou. Ze kent de leestafel niet."
        ),
        "o",
        "ik vroeg of zij eens met de kaartclub naar De Brink wil",
        maand=1,
        minstens=95,
        afspraak="De tafel bij het raam vrijhouden voor de kaartclub.",
        na=6,
        naam="bezoek",
    ),
    Praatje(
        "Klaverveld",
        "buurthuis",
        "De Brink",
        "ontmoeting",
        "2-5",
        (
            "De kaartclub zit bij het raam! Vier vrouwen, één thermoskan, veel geschreeuw om een "
            "boer."
        ),
        "vo",
        "een groep die thuis stilviel, heeft nu een plek in De Brink",
        maand=2,
        minstens=90,
        naam="bezoek",
    ),
    Praatje(
        "Molenhoek",
        "winkel",
        "de markt",
        "geld",
        "2-5",
        (
            "De visboer merkt het ook: mensen blijven langer staan praten, maar kopen minder. Hij "
            "heeft een krukje neergezet."
        ),
        "v",
        "een kraam als ontmoetingsplek",
        maand=2,
        minstens=95,
        naam="bezoek",
    ),
    Praatje(
        "Wilgenborg",
        "deur",
        "",
        "wonen",
        "1",
        (
            "Hier zijn de flats vorig jaar geïsoleerd. “Ik zit in mijn hemd,” zegt een bewoner. "
            "Hij vindt al dat gepraat over kou overdreven."
        ),
        "",
        "",
        maand=1,
        minstens=95,
        naam="tegengeluid",
    ),
)

PLEIN = (
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "ontmoeting",
        "11-25",
        (
            "De lange tafel staat weer op het plein. Er ligt geen tafelkleed gelijk en dat is "
            "precies goed. Vijf talen, één pan linzensoep."
        ),
        "vo",
        "straten die elkaar niet kenden, koken nu samen",
        maand=6,
        minstens=20,
        naam="plein",
    ),
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "ontmoeting",
        "6-10",
        (
            "Een vrouw die vorig jaar nog omliep om niemand te hoeven groeten, deelt nu de borden "
            "uit."
        ),
        "v",
        "zij is van gast gastvrouw geworden",
        maand=7,
        minstens=20,
        naam="plein",
    ),
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "ontmoeting",
        "6-10",
        (
            "De jongens van de trapveldjes zetten zonder vragen de tafels terug. “Wij eten toch "
            "ook mee.”"
        ),
        "o",
        "jongeren en kookploeg doen het samen",
        maand=8,
        minstens=20,
        naam="plein",
    ),
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "buiten",
        "2-5",
        ("Iemand heeft de bankjes geschuurd. Niemand weet wie. Drie mensen claimen het, lachend."),
        "v",
        "bewoners zorgen zelf voor hun plein",
        maand=5,
        minstens=20,
        naam="plein",
    ),
    Praatje(
        "Lindebuurt",
        "plein",
        "Lindeplein",
        "ontmoeting",
        "2-5",
        "Twee mannen schaken op een doos. Er staan er vier omheen die het beter weten.",
        "v",
        "een spel op straat trekt vanzelf mensen",
        maand=9,
        minstens=20,
        naam="plein",
    ),
    Praatje(
        "Lindebuurt",
        "winkel",
        "de bakker",
        "ontmoeting",
        "1",
        (
            "De bakker geeft op vrijdag het brood van gisteren aan de kookploeg. Hij wil er niet "
            "voor bedankt worden, wel soep proeven."
        ),
        "o",
        "een ondernemer hoort bij de tafel",
        maand=6,
        minstens=20,
        naam="plein",
    ),
)

OUDERS = (
    Praatje(
        "Zuidrand",
        "speelplek",
        "de waterspeelplek",
        "opgroeien",
        "2-5",
        (
            "Drie nieuwe ouders met drie kinderwagens, op drie verschillende bankjes. Toen ik naar "
            "een speen vroeg, schoven ze aan."
        ),
        "v",
        "ze willen elkaar wel kennen, maar wie begint?",
        dagen=24,
        naam="ouders",
    ),
    Praatje(
        "Zuidrand",
        "school",
        "schoolplein van De Zuidwester",
        "opgroeien",
        "2-5",
        ("“Een cursus opvoeden? Nee dank je. Ik wil gewoon iemand die ook om vijf uur wakker is.”"),
        "v",
        "ouders zoeken elkaar, geen lesgever",
        dagen=17,
        naam="ouders",
    ),
    Praatje(
        "Klaverveld",
        "speelplek",
        "het speelveld achter de flat",
        "opgroeien",
        "2-5",
        "Twee moeders leenden elkaar een fietskar zonder elkaars naam te weten. Nu wel.",
        "v",
        "lenen is de kortste weg naar kennen",
        dagen=11,
        naam="ouders",
    ),
    Praatje(
        "Zuidrand",
        "online",
        "",
        "opgroeien",
        "1",
        (
            "Gebeld door een vader die in De Zuidrand een ochtend wil beginnen waar je mag komen "
            "met vlekken op je trui."
        ),
        "v",
        "hij zoekt een plek en twee andere ouders",
        dagen=4,
        afspraak="Samen kijken of de hal van de school vrij is op woensdagochtend.",
        na=6,
        open=True,
        naam="ouders_plan",
    ),
)

DAGELIJKS = (
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
