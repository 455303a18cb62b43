"""The rows of a large organisation, made inside the database: a hundred thousand in seconds."""

from dataclasses import dataclass

from django.db import connection

from tests import personas
from wijken.actions.tekening import draw_gebieden
from wijken.models import Gebied, Lidmaatschap, Organisatie

CONTACTS = 100_000
OTHERS = 10_000
# The rows of each list take turns in four states.
STATES = 4
# All of the Netherlands: a plan that is good among 40 buurten can be bad among 14,000.
AREAS = """
WITH g AS (SELECT g, lpad(g::text, 4, '0') AS nr FROM generate_series(9660, 9999) g)
INSERT INTO wijken_gebied (code, jaar, soort, naam, gemeentecode, inwoners, bron, actueel)
SELECT 'GM' || nr, 2025, 'gemeente', 'Gemeente ' || nr, 'GM' || nr, 50000, '', true FROM g
UNION ALL
SELECT 'WK' || nr || lpad(w::text, 2, '0'), 2025, 'wijk', 'Wijk ' || w, 'GM' || nr, 5500, '', true
FROM g, generate_series(0, 8) w
UNION ALL
SELECT 'BU' || nr || lpad((b % 9)::text, 2, '0') || lpad(b::text, 2, '0'), 2025, 'buurt',
       'Buurt ' || b, 'GM' || nr, 1200, '', true
FROM g, generate_series(0, 40) b
"""
PARENTS = """
UPDATE wijken_gebied AS deel SET ouder_id = geheel.id FROM wijken_gebied AS geheel
WHERE deel.gemeentecode = geheel.gemeentecode AND geheel.code = CASE deel.soort
    WHEN 'buurt' THEN 'WK' || substr(deel.code, 3, 6) WHEN 'wijk' THEN deel.gemeentecode END
"""
# An outline of CBS has some hundreds of points; here as many, on a circle.
SHAPES = """
UPDATE wijken_gebied SET vorm = jsonb_build_object('type', 'Polygon', 'coordinates',
    jsonb_build_array((SELECT jsonb_agg(jsonb_build_array(
        round((5 + id * 0.0001 + cos(p * pi() / 100) * 0.01)::numeric, 6),
        round((52 + sin(p * pi() / 100) * 0.01)::numeric, 6))) FROM generate_series(0, 200) p)))
WHERE gemeentecode = 'GM9999'
"""
# A pseudo-random but fixed spread: the last buurt is nearly empty, as some really are.
CONTACTMOMENTEN = """
WITH buurten AS (SELECT array_agg(id ORDER BY code) AS ids FROM wijken_gebied
                 WHERE gemeentecode = 'GM9999' AND soort = 'buurt'),
     leden AS (SELECT array_agg(id ORDER BY id) AS ids FROM wijken_lidmaatschap
               WHERE organisatie_id = %(organisatie)s)
INSERT INTO wijken_contactmoment (organisatie_id, door_id, sleutel, afdruk, op, gebied_id,
    vindplaats, plek, thema, aantal, tekst, lijnen, lijn_waarom, afspraak, afspraak_op,
    afspraak_gedaan_op)
SELECT %(organisatie)s, leden.ids[1 + n %% array_length(leden.ids, 1)], gen_random_uuid(),
    md5(n::text) || md5((-n)::text), now() - n * interval '9 minutes',
    CASE WHEN n %% 5000 = 0 THEN buurten.ids[41] ELSE buurten.ids[1 + (n * 7919) %% 40] END,
    (ARRAY['straat', 'plein', 'speelplek', 'school', 'buurthuis'])[1 + n %% 5],
    CASE WHEN n %% 3 = 0 THEN 'het Lindeplein' ELSE '' END,
    (ARRAY['ontmoeting', 'wonen', 'geld', 'buiten', ''])[1 + n %% 5],
    (ARRAY['1', '2-5', '6-10'])[1 + n %% 3],
    CASE WHEN n %% 4 = 0 THEN '' ELSE 'Op het bankje bij de speelplek. De ouders vertellen dat '
        'het huis koud blijft en dat ze daarom niemand meer binnen vragen. Een van hen wil op '
        'dinsdag samen koken en zoekt een keuken.' END,
    CASE n %% 3 WHEN 0 THEN ARRAY['verbinden'] WHEN 1 THEN ARRAY['verbinden', 'koppelen']
        ELSE ARRAY[]::text[] END,
    CASE n %% 3 WHEN 2 THEN '' ELSE 'buren koken om beurten voor elkaar' END,
    CASE WHEN n %% 20 = 0 THEN 'de sleutel van het buurthuis navragen' ELSE '' END,
    CASE WHEN n %% 20 = 0 THEN current_date - n / 160 END,
    CASE WHEN n %% 20 = 0 AND n > 2000 THEN now() END
FROM generate_series(%(first)s, %(last)s) n, buurten, leden
"""
INITIATIEVEN = """
WITH buurten AS (SELECT array_agg(id ORDER BY code) AS ids FROM wijken_gebied
                 WHERE gemeentecode = 'GM9999' AND soort = 'buurt')
INSERT INTO initiatieven_initiatief (organisatie_id, kenmerk, titel, plan, nodig, gebied_id, plek,
    thema, staat, ingediend_op, sleutel, afdruk, lijnen, lijn_waarom, token_hash)
SELECT %(organisatie)s, 'M' || n, 'Samen eten in de Kade ' || n, 'Op dinsdag koken we samen.', '',
    buurten.ids[1 + (n * 7919) %% 40], '', 'ontmoeting',
    (ARRAY['in_gesprek', 'loopt', 'gelukt', 'gestopt'])[1 + n %% 4],
    now() - n * interval '1 hour', gen_random_uuid(), '', ARRAY['verbinden'], 'samen eten',
    md5(n::text) || md5((-n)::text)
FROM generate_series(%(first)s, %(last)s) n, buurten
"""
SIGNALEN = """
WITH buurten AS (SELECT array_agg(id ORDER BY code) AS ids FROM wijken_gebied
                 WHERE gemeentecode = 'GM9999' AND soort = 'buurt')
INSERT INTO signalen_signaal (organisatie_id, titel, tekst, gebied_id, thema, kring, kring_waar,
    staat, zonder_duiding_want, niet_op_de_agenda_want, door_id, op, sleutel, afdruk, lijnen,
    lijn_waarom)
SELECT %(organisatie)s, 'Dichte gordijnen ' || n, 'De gordijnen blijven overdag dicht.',
    buurten.ids[1 + (n * 7919) %% 40], 'wonen', 'de ouders', 'op het schoolplein',
    (ARRAY['opgemerkt', 'geduid', 'beantwoord', 'teruggekoppeld'])[1 + n %% 4], '', '', %(lid)s,
    now() - n * interval '1 hour', gen_random_uuid(), '', ARRAY['koppelen'], 'de huur'
FROM generate_series(%(first)s, %(last)s) n, buurten
"""
GEHOORD = """
INSERT INTO signalen_signaalcontact (organisatie_id, signaal_id, contact_id)
SELECT s.organisatie_id, s.id, c.id
FROM (SELECT id, organisatie_id, row_number() OVER (ORDER BY id) AS n FROM signalen_signaal) s
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM wijken_contactmoment) c
  ON (c.n - 1) / 3 + 1 = s.n
ON CONFLICT DO NOTHING
"""
NOTITIES = """
INSERT INTO signalen_agendanotitie (organisatie_id, kenmerk, titel, aan_id, aan_wie, cc, gebied_id,
    periode_van, periode_tot, openbaar, staat, in_het_kort, wat_we_niet_weten, duiding, duiders,
    tegengeluid, spanningen, bronnen, geprobeerd, terugkoppeling, contact, akkoord, door_id, op,
    stand, sleutel, afdruk, lijnen, lijn_waarom, wat_opvalt, verzonden_op)
SELECT %(organisatie)s, 'M' || n, 'Wat kou doet met samenleven ' || n, %(aan)s, 'college', '',
    %(gebied)s, '2026-01-01', '2026-04-01', true,
    (ARRAY['concept', 'verzonden', 'beantwoord', 'teruggekoppeld'])[1 + n %% 4], 'Kort.', '', '',
    '', '', '', '', '', '', '', '', %(lid)s, now() - n * interval '1 hour', 0,
    gen_random_uuid(), '', ARRAY['koppelen'], 'de huur', '',
    CASE WHEN n %% 4 > 0 THEN now() - n * interval '30 minutes' END
FROM generate_series(%(first)s, %(last)s) n
"""
TABLES = (
    *("wijken_gebied", "wijken_contactmoment", "initiatieven_initiatief", "signalen_signaal"),
    *("signalen_signaalcontact", "signalen_agendanotitie"),
)


@dataclass(frozen=True)
class OneOfEach:
    """Who and what the measurements are about."""

    lid: Lidmaatschap
    organisatie: Organisatie
    wijk: Gebied
    buurt: Gebied
    lege_buurt: Gebied


def make_world() -> OneOfEach:
    """Make areas, an organisation with ten members, and the municipality."""
    with connection.cursor() as cursor:
        for statement in (AREAS, PARENTS, SHAPES):
            cursor.execute(statement)
    draw_gebieden(gemeentecode="GM9999", jaar=2025)
    gemeente = Gebied.objects.get(code="GM9999")
    wijk = Gebied.objects.get(code="WK999900")
    de_brink = personas.make_organisatie("Welzijn De Brink", "de-brink", "welzijn", gemeente)
    personas.make_organisatie("Gemeente Zonderwater", "zonderwater", "gemeente", gemeente)
    lid = personas.make_lid(personas.SAMIRA, de_brink, wijk)
    for number in range(9):
        persona = personas.Persona(f"Collega{number} Vos", personas.JOOST.rol)
        personas.make_lid(persona, de_brink, gemeente)
    return OneOfEach(
        lid,
        de_brink,
        wijk,
        buurt=Gebied.objects.get(code="BU99990000"),
        lege_buurt=Gebied.objects.filter(gemeentecode="GM9999", soort="buurt").latest("code"),
    )


def fill(one_of_each: OneOfEach, *, first: int, contacts: int, others: int) -> None:
    """Add rows with the numbers from `first` up to these numbers of contacts and of the others."""
    values = {
        "organisatie": one_of_each.organisatie.pk,
        "lid": one_of_each.lid.pk,
        "aan": Organisatie.objects.get(soort="gemeente").pk,
        "gebied": one_of_each.wijk.pk,
        "first": first,
        "last": others,
    }
    with connection.cursor() as cursor:
        cursor.execute(CONTACTMOMENTEN, {**values, "last": contacts})
        for statement in (INITIATIEVEN, SIGNALEN, NOTITIES):
            cursor.execute(statement, values)
        cursor.execute(GEHOORD)
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")
