"""The drawing of the house shows the floors and rooms as the imports are now."""

from opbouw.machine.house import DRAWING, draw, floor_of, room_of


def test_the_drawing_is_in_step_with_the_code() -> None:
    assert DRAWING.read_text() == draw(), "run `make house`"


def test_a_module_is_on_one_floor_and_in_one_room() -> None:
    found = {
        name: (floor_of(name), room_of(name))
        for name in ("opbouw.lib.web.keyset", "opbouw.settings", "wijken.models.contact", "wijken")
    }
    assert found == {
        "opbouw.lib.web.keyset": ("opbouw.lib", "web"),
        "opbouw.settings": ("opbouw", "settings"),
        "wijken.models.contact": ("wijken", "models"),
        "wijken": ("wijken", ""),
    }
