"""How long an organisation keeps what, and what goes when."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, DateField, ExpressionWrapper, F
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijken.bewaarregels import Rule
from wijken.models import TERMIJNEN, Bewaartermijn, Onderwerp

MONTHS = 12


@dataclass(frozen=True)
class Weg:
    """How many rows of one kind go in one month."""

    wat: Promise
    aantal: int


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
    this = today.replace(day=1)
    months: dict[date, list[Weg]] = {}
    for rule in rules:
        counts: dict[date, int] = defaultdict(int)
        for month, number in _per_month(rule, organisatie_id, terms):
            counts[max(month, this)] += number
        for month, number in counts.items():
            months.setdefault(month, []).append(Weg(rule.wat, number))
    end = years_from(this, MONTHS // 12)
    return [Maand(month, months[month]) for month in sorted(months) if month < end]


def _per_month(rule: Rule, organisatie_id: int, terms: Mapping[str, int]) -> list[tuple[date, int]]:
    if isinstance(rule.term, timedelta):
        years, days = 0, rule.term
    else:
        years, days = terms[rule.term], timedelta()
    # A row goes on the day after its term.
    goes = ExpressionWrapper(F("laatst") + days + timedelta(days=1), output_field=DateField())
    rows = rule.of(organisatie_id).order_by().annotate(maand=TruncMonth(goes))
    found = rows.values_list("maand").annotate(aantal=Count("pk"))
    return [(years_from(month, years), number) for month, number in found]
