"""What filling in cost the team, month by month."""

from collections import Counter

from opbouw.queries.invultijd import MONTHS, months_before
from opbouw.voorbeeld.entries import Entry
from opbouw.voorbeeld.world import World
from wijken.actions.invultijd import step_of
from wijken.models import Invultijd, Veldgebruik

# Who knows a form is a little faster each month.
LONGER_BEFORE = 0.06


def make_invultijden(world: World, entries: list[Entry]) -> None:
    """Count a form in each of the last months, with the fields that are filled in."""
    for entry in entries:
        for ago in range(MONTHS):
            seconds = [one * (1 + LONGER_BEFORE * ago) for one in entry["seconds"]]
            where = {
                "organisatie": world.organisatie,
                "formulier": entry["formulier"],
                "maand": months_before(world.clock.today, ago),
            }
            Invultijd.objects.bulk_create(
                Invultijd(**where, tot=tot, aantal=number)
                for tot, number in Counter(map(step_of, map(round, seconds))).items()
            )
            Veldgebruik.objects.bulk_create(
                Veldgebruik(**where, veld=veld, aantal=len(seconds)) for veld in entry["velden"]
            )
