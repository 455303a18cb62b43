"""Every field for an address refuses what cannot be mailed to, before anything is looked up."""

import pytest

from tests.wereld import Wereld


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/accounts/login/", "login"),
        ("/accounts/login/code/", "email"),
        ("/accounts/password/reset/", "email"),
    ],
)
@pytest.mark.parametrize("address", ["\u212aim@example.org", "yıldız@example.org", "a@[127.0.0.1]"])
def test_the_fields_of_logging_in(wereld: Wereld, path: str, field: str, address: str) -> None:
    response = wereld.anonymous.post(path, {field: address, "password": "x"})
    assert response.context["form"].errors[field][0].partition(" ")[0] in {"Voor", "Achter"}
