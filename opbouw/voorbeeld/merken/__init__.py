"""What the team noticed."""

from opbouw.voorbeeld.merken.buurt import BUURT
from opbouw.voorbeeld.merken.onderweg import ONDERWEG

MERKEN = (*ONDERWEG, *BUURT)
