"""The apps under the roof, from the ground up; a new one is a line here.

What each of them gives is in its own `contribution.py`. docs/house.md names the other lists.
"""

from initiatieven.contribution import CONTRIBUTION as INITIATIEVEN
from signalen.contribution import CONTRIBUTION as SIGNALEN
from wijken.contract import Contribution
from wijken.contribution import CONTRIBUTION as WIJKEN

FLOORS: tuple[Contribution, ...] = (WIJKEN, INITIATIEVEN, SIGNALEN)
