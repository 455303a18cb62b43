"""How long an organisation keeps what, and what goes when."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, DateField, ExpressionWrapper, F
from django.db.models.functions import TruncMonth
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opbouw.lib.database.cut import Number
from wijken.bewaarregels import Rule, start_of
from wijken.models import TERMIJNEN, Bewaartermijn, Onderwerp, Organisatie

MONTHS = 12
# Nobody needs to know more exactly how many go in a month.
MOST = 1_000


@dataclass(frozen=True)
class Weg:
    """How many rows of one kind go in one month; above MOST it is not known exactly."""

    wat: Promise
    aantal: int

    @property
    def zoveel(self) -> str:
        """How many, as a page says it."""
        if self.aantal <= MOST:
            return str(self.aantal)
        return _("meer dan %(aantal)s") % {"aantal": number_format(MOST, force_grouping=True)}


@dataclass(frozen=True)
class Maand:
    """What goes in one month, named by its first day."""

    maand: date
    weg: list[Weg]


def terms_of(organisatie_id: int) -> dict[str, int]:
    """Return the years of each subject; what was chosen never goes beyond the bounds."""
    chosen = Bewaartermijn.objects.filter(organisatie_id=organisatie_id)
    return _terms({row.onderwerp: row.jaren for row in chosen})


def terms_of_all() -> dict[int | None, dict[str, int]]:
    """Return the years of each subject for every organisation that chose any."""
    chosen: dict[int | None, dict[str, int]] = defaultdict(dict)
    for row in Bewaartermijn.objects.all():
        chosen[row.organisatie_id][row.onderwerp] = row.jaren
    return {pk: _terms(years) for pk, years in chosen.items()}


def chosen_terms(organisatie_id: int) -> list[tuple[str, str]]:
    """Return every subject and how long it is kept, in words."""
    return [
        (str(Onderwerp(key).label), f"{years_in_words(years)} {TERMIJNEN[key].vanaf}")
        for key, years in terms_of(organisatie_id).items()
    ]


def years_in_words(years: int) -> str:
    """Return a number of years as people say it."""
    return ngettext("%(jaar)s jaar", "%(jaar)s jaar", years) % {"jaar": years}


def term_in_words(van: str, naar: str) -> str:
    """Return what the trail holds of a term that was chosen, in words; nothing when it is none."""
    subject, _space, years = naar.rpartition(" ")
    if subject not in Onderwerp:
        return ""
    old, new = (years_in_words(int(one)) for one in (van.rpartition(" ")[2], years))
    return _("%(onderwerp)s: van %(old)s naar %(new)s") % {
        "onderwerp": Onderwerp(subject).label,
        "old": old,
        "new": new,
    }


def days_in_words(days: int) -> str:
    """Return a number of days as people say it."""
    return ngettext("%(dag)s dag", "%(dag)s dagen", days) % {"dag": days}


def default_terms() -> dict[str, int]:
    """Return the years of each subject where nothing was chosen."""
    return _terms({})


def _terms(chosen: Mapping[str, int]) -> dict[str, int]:
    return {
        onderwerp: min(max(chosen.get(onderwerp, bounds.default), bounds.least), bounds.most)
        for onderwerp, bounds in TERMIJNEN.items()
    }


def cutoff(today: date, term: Onderwerp | timedelta, terms: Mapping[str, int]) -> date:
    """Return the day before which a row was last touched whose term has passed today."""
    if isinstance(term, timedelta):
        return today - term
    return years_from(today, -terms[term])


def years_from(day: date, years: int) -> date:
    """Return the same day of another year; 28 February for a 29th that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def coming_months(rules: Iterable[Rule], organisatie_id: int, today: date) -> list[Maand]:
    """Return what goes in each of the coming twelve months, the present one first.

    What is overdue counts in the present month: it goes tonight.
    """
    terms = terms_of(organisatie_id)
    firsts = [_months_later(today.replace(day=1), number) for number in range(MONTHS + 1)]
    months: dict[date, list[Weg]] = {month: [] for month in firsts[:-1]}
    for rule in rules:
        count = _capped if rule.by_moment else _counted
        for month, number in count(rule, organisatie_id, _Term.of(rule, terms), firsts).items():
            if number:
                months[month].append(Weg(rule.wat, number))
    return [Maand(month, weg) for month, weg in months.items() if weg]


@dataclass(frozen=True)
class _Term:
    """The term of one rule, in years and days."""

    years: int
    days: timedelta

    @classmethod
    def of(cls, rule: Rule, terms: Mapping[str, int]) -> "_Term":
        if isinstance(rule.term, timedelta):
            return cls(0, rule.term)
        return cls(terms[rule.term], timedelta())

    @property
    def until_gone(self) -> timedelta:
        """The days of the term: a row goes on the day after it."""
        return self.days + timedelta(days=1)

    def last_touched(self, gone: date) -> date:
        """Return the day after which a row was last touched that goes on this first of a month."""
        return years_from(gone, -self.years) - self.until_gone


def _capped(rule: Rule, organisatie_id: int, term: _Term, firsts: list[date]) -> dict[date, int]:
    """Count the rows of each month up to one above MOST: a stretch of an index, in one statement.

    What is overdue counts in the present month.
    """
    numbers = []
    for number, end in enumerate(firsts[1:]):
        rows = rule.begun(organisatie_id, term.last_touched(end))
        if number:
            begin = start_of(term.last_touched(firsts[number]))
            rows = rows.filter(**{f"{rule.since}__gte": begin})
        numbers.append(Number(rows.order_by().values("pk")[: MOST + 1]))
    own = Organisatie.objects.filter(pk=organisatie_id)
    found = own.values_list(*numbers).first() or ()
    return dict(zip(firsts, found, strict=False))


def _counted(rule: Rule, organisatie_id: int, term: _Term, firsts: list[date]) -> dict[date, int]:
    """Count the rows of each month of which the term depends on other rows too."""
    goes = ExpressionWrapper(F("laatst") + term.until_gone, output_field=DateField())
    rows = rule.begun(organisatie_id, term.last_touched(firsts[-1]))
    rows = rows.order_by().annotate(weg_in=TruncMonth(goes))
    counts: dict[date, int] = defaultdict(int)
    for month, number in rows.values_list("weg_in").annotate(hoeveel=Count("pk")):
        gone = max(years_from(month, term.years), firsts[0])
        if gone < firsts[-1]:
            counts[gone] += number
    return counts


def _months_later(first: date, number: int) -> date:
    years, month = divmod(first.month - 1 + number, 12)
    return first.replace(year=first.year + years, month=month + 1)
