"""The letters, in the order in which they were begun."""

from opbouw.voorbeeld.brieven.brug import BRUG
from opbouw.voorbeeld.brieven.bus import BUS
from opbouw.voorbeeld.brieven.kou import KOU
from opbouw.voorbeeld.brieven.plein import PLEIN

BRIEVEN = (KOU, BUS, BRUG, PLEIN)
