"""The chain, and what is noted without reception, in Debian's own Firefox."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e import test_replay as replay
from tests.e2e import test_zonder_ontvangst as ontvangst
from tests.e2e.chain import Chain
from tests.e2e.firefox import firefox
from tests.e2e.test_keten import walk
from tests.stack import Stack

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("firefox")]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Firefox in the place of Chromium."""
    with firefox(tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


def test_from_a_chat_on_the_corner_to_the_answer_told_back(baarn: Stack, browser: Browser) -> None:
    walk(Chain(baarn, browser, "Eikenplein"))


# The same tests, with this module's browser.
test_open = ontvangst.test_noteer_opens_and_keeps_without_reception_after_one_visit
test_two_hundred = replay.test_two_hundred_entries_in_two_tabs_are_two_hundred_records
test_logged_out = ontvangst.test_the_phone_holds_no_personal_data_and_after_logging_out_nothing
test_new_version = ontvangst.test_a_new_version_loses_nothing_that_waits
