"""The inside of widgets: what people choose from, and hostile words in it."""

from django import forms

HOSTILE = '"><script>alert(1)</script>'


class Vragen(forms.Form):
    """A select with a group, and the lines as chips."""

    buurt = forms.ChoiceField(
        choices=[("", "Kies een buurt"), ("Wijk <1>", [("7", HOSTILE), ("8", "Kade")])],
        initial="8",
    )
    lijnen = forms.MultipleChoiceField(
        choices=[("verbinden", "verbinden"), ("x", HOSTILE)],
        widget=forms.CheckboxSelectMultiple,
        initial=["x"],
        required=False,
    )


def test_the_options_of_a_select() -> None:
    drawn = str(Vragen()["buurt"])
    assert drawn.splitlines() == [
        '<select name="buurt" class="utrecht-select" required id="id_buurt">',
        '  <option dir="auto" value="">Kies een buurt</option>',
        '  <optgroup label="Wijk &lt;1&gt;">',
        '  <option dir="auto" value="7">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</option>',
        '  <option dir="auto" value="8" selected>Kade</option>',
        "  </optgroup>",
        "</select>",
    ]


def test_the_lines_as_chips_with_their_shape() -> None:
    drawn = str(Vragen()["lijnen"])
    line, other = drawn.splitlines()[1:-1]
    assert line == (
        '  <label class="chip chip--verbinden" for="id_lijnen_0">'
        '<input type="checkbox" name="lijnen" value="verbinden" id="id_lijnen_0">'
        '<svg viewBox="0 0 22 18" width="24" height="20" aria-hidden="true">'
        '<use href="/static/beeld/iconen.svg#lijn-verbinden"></use></svg>'
        '<span dir="auto">verbinden</span></label>'
    )
    assert other == (
        '  <label class="chip" for="id_lijnen_1">'
        '<input type="checkbox" name="lijnen" value="x" id="id_lijnen_1" checked>'
        '<span dir="auto">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</span></label>'
    )


def test_attributes_are_escaped_and_a_placeholder_is_left_out() -> None:
    widget = forms.Select(attrs={"data-x": HOSTILE, "placeholder": "weg", "class": "breed"})
    drawn = widget.render("naam", None)
    assert drawn.splitlines()[0] == (
        '<select name="naam" class="utrecht-select breed"'
        ' data-x="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">'
    )
