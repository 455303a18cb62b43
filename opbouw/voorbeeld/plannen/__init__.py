"""The plans that residents brought in, the oldest first."""

from opbouw.voorbeeld.plannen.laat import LAAT
from opbouw.voorbeeld.plannen.vroeg import VROEG

PLANNEN = (*VROEG, *LAAT)
