from datetime import date

import pytest

from campaign.content import shipped
from campaign.content.responses import RESPONSES
from campaign.errors import ContentError
from tests.content.harbours import ROOT, TODAY
from tests.content.small_world import written


def test_the_package_is_looked_in_last_of_all(tmp_path):
    assert shipped.looked_in([tmp_path, ROOT]) == (tmp_path, ROOT, shipped.PACKAGE)
    for name in ("responses", "help", "standing"):
        assert (shipped.PACKAGE / "content" / f"{name}.yaml").is_file()


def test_a_file_with_a_mistake_is_not_passed_over_for_the_shipped_one(tmp_path):
    written(tmp_path, "responses", ("licence: Use it as you like.", "licence:"))

    with pytest.raises(ContentError) as caught:
        shipped.load(RESPONSES, [tmp_path], TODAY)

    assert str(caught.value) == "content/responses.yaml:1:1: 'licence' is empty; write a text"
    assert shipped.check(RESPONSES, [tmp_path], TODAY) == caught.value.problems


def test_a_warning_does_not_stop_it(tmp_path):
    written(tmp_path, "responses")
    later = date(2030, 1, 1)

    assert shipped.load(RESPONSES, [tmp_path], later).entries
    assert all(problem.warning for problem in shipped.check(RESPONSES, [tmp_path], later))
