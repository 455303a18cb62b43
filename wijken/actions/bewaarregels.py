"""Carrying out the terms: in batches, each a transaction of its own, so that it can be killed."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.admin.models import LogEntry
from django.db import models, transaction

from opbouw.lib.writing.audit import record
from wijken.bewaarregels import Rule
from wijken.models import TERMIJNEN, Onderwerp, Organisatie
from wijken.queries.bewaren import cutoff, default_terms, terms_of_all, years_from

log = logging.getLogger(__name__)

BATCH = 500


@dataclass(frozen=True)
class Task:
    """One rule for one organisation; without an organisation for the rows that have none."""

    rule: Rule
    organisatie: Organisatie | None
    before: date

    def due(self) -> models.QuerySet[models.Model]:
        """Return the rows that go."""
        return self.rule.due(self.organisatie.pk if self.organisatie else None, self.before)


def tasks(rules: Iterable[Rule], today: date) -> Iterator[Task]:
    """Yield what there is to look at today; the rules in the order in which rows let go."""
    own, default = terms_of_all(), default_terms()
    owners: list[Organisatie | None] = [*Organisatie.objects.order_by("naam", "pk"), None]
    for rule in rules:
        for organisatie in owners:
            terms = own.get(organisatie.pk, default) if organisatie else default
            yield Task(rule, organisatie, cutoff(today, rule.term, terms))


def carry_out(rules: Iterable[Rule], today: date) -> tuple[int, int]:
    """Let go of everything whose term has passed; returns how many rows went, and how many failed.

    What cannot be done is logged by its kind alone and tried again the next night.
    """
    gone = failed = 0
    for task in tasks(rules, today):
        try:
            gone += _all_batches(task)
        except Exception as error:  # one damaged row must not keep all others
            failed += 1
            log.error("Retention of %s failed: %s", task.rule.model.__name__, type(error).__name__)  # noqa: TRY400 -- the traceback could hold values of rows
    # Django's own log of the administration belongs to no organisation.
    LogEntry.objects.filter(
        action_time__date__lt=years_from(today, -TERMIJNEN[Onderwerp.LOGBOEK].most)
    ).delete()
    return gone, failed


def _all_batches(task: Task) -> int:
    total = 0
    last: int | None = 0
    while last is not None:
        number, last = _batch(task, after=last)
        total += number
    return total


@transaction.atomic
def _batch(task: Task, *, after: int) -> tuple[int, int | None]:
    """Treat the next rows; returns how many, and where the next batch begins."""
    # A row that somebody is working on is for the next night.
    rows = task.due().filter(pk__gt=after).order_by("pk")
    held = rows.select_for_update(of=("self",), skip_locked=True).only("pk")
    pks = [row.pk for row in held[:BATCH]]
    if not pks:
        return 0, None
    task.rule.act(pks)
    if task.organisatie is not None:
        record(
            "bewaartermijn_uitgevoerd",
            task.organisatie,
            by=None,
            naar=f"{len(pks)} × {task.rule.model._meta.model_name}",
            organisatie_id=task.organisatie.pk,
        )
    return len(pks), pks[-1] if len(pks) == BATCH else None
