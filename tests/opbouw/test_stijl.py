"""The style guide shows the whole list of components."""

import re

import pytest
from django.test import Client
from pytest_django import Settings

from opbouw.lib.web.components.library import all_components


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?fout", "?rtl"])
def test_the_style_guide_shows_every_component_of_the_list(
    client: Client, settings: Settings, query: str
) -> None:
    settings.DEMO = True
    html = client.get(f"/stijl/{query}").text
    assert re.findall(r'<h2 id="onderdeel-(\w+)">', html) == [c.name for c in all_components()]
    assert html.count("<h1") == 1
    assert 'hx-get="#"' not in html


@pytest.mark.django_db
def test_a_button_of_the_style_guide_leads_back_to_it(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    page = client.post("/stijl/", {"verhaal": "Wij koken om de beurt."})
    assert (page.status_code, page.context["form"].is_bound) == (200, False)
