"""All that was heard in a year."""

from opbouw.voorbeeld.praatjes.buiten import BUITEN
from opbouw.voorbeeld.praatjes.kade import KADE
from opbouw.voorbeeld.praatjes.kou import KOU
from opbouw.voorbeeld.praatjes.plein import PLEIN
from opbouw.voorbeeld.praatjes.singel import SINGEL
from opbouw.voorbeeld.praatjes.station import STATION
from opbouw.voorbeeld.praatjes.weide import WEIDE
from opbouw.voorbeeld.praatjes.werf import WERF

PRAATJES = (*BUITEN, *KADE, *KOU, *PLEIN, *SINGEL, *STATION, *WEIDE, *WERF)
