from datetime import date

import pytest

from campaign.content.help import HELP, LEADS_TO, Organisation, Quote, check_help, load_help
from campaign.content.reader import read_marked
from campaign.errors import ContentError
from campaign.models import Confidence
from tests.content import campaign_data, small_world
from tests.content.harbours import ROOT, TODAY
from tests.content.small_world import written


def load(folder, *changes):
    return load_help(written(folder, "help", *changes), TODAY)


def problems(folder, *changes, today=TODAY):
    written(folder, "responses")
    return [str(p) for p in check_help(written(folder, "help", *changes), small_world.content(), today)]


def test_the_shipped_help_has_no_problem_and_no_warning():
    assert check_help([ROOT], campaign_data.content(), TODAY) == ()


def test_the_small_one_has_none_either(tmp_path):
    assert problems(tmp_path) == []


def test_an_organisation_keeps_its_links_and_the_day_when_they_were_looked_at(tmp_path):
    page = load(tmp_path)

    assert page.organisations == (
        Organisation(
            "lamp-society", "Lamp Society", "It lights.", "https://lamps.example.org", Confidence.SECONDARY,
            date(2026, 11, 1), date(2027, 5, 1), donate="https://lamps.example.org/give",
        ),
    )  # fmt: skip
    assert (page.groups_title, page.groups_text, page.money) == ("Groups", "These help.", "We take none.")
    assert [(link.source.title, link.source.url) for link in page.links] == [
        ("Lamp Society", "https://lamps.example.org"),
        ("Lamp Society, donations", "https://lamps.example.org/give"),
        ("Harbour News", "https://news.example.org/lamps"),
    ]


def test_a_point_is_a_fact_or_names_facts_or_is_advice(tmp_path):
    found, law, advice, write = load(tmp_path).points

    assert found.evidence.is_checked
    assert (law.evidence, law.claims, law.responses) == (None, ("harbour-lights/two-towns",), ("lamps",))
    assert (advice.evidence, advice.claims, advice.responses) == (None, (), ())
    assert write.quote == Quote("Light {every} harbour", "The committee", "its report", Confidence.NOT_CHECKED)
    assert write.leads_to in LEADS_TO


MISTAKES = {
    "a number out of nowhere": (
        [("text: Buy a lamp.", "text: Buy 2 lamps.")],
        ["15:45: the text names a number (2), so it needs one of: confidence, claims, responses"],
    ),
    "a fact without a source": (
        [("source: {title: Harbour News, url: 'https://news.example.org/lamps'}, ", "")],
        ["13:94: a fact whose confidence is 'secondary' needs 'source'; add it, or write 'not-checked'"],
    ),
    "links that were looked at on no day": (
        [("checked: 2026-11-01, review_by: 2027-05-01}\nforced", "review_by: 2027-05-01}\nforced")],
        ["8:62: a fact whose confidence is 'secondary' needs 'checked'; add it, or write 'not-checked'"],
    ),
    "a point twice": (
        [("id: write\n", "id: law\n")],
        ["20:11: the id 'law' is taken, in line 14: write another one"],
    ),
    "a page that is not there": (
        [("leads_to: write", "leads_to: letter")],
        ["25:17: 'leads_to' is 'letter'; write write, recommendations or responses"],
    ),
    "a link for donations that is not secure": (
        [("https://lamps.example.org/give", "http://lamps.example.org/give")],
        ["8:16: 'donate' is 'http://lamps.example.org/give', a link that is not secure; "
         "write https://lamps.example.org/give"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_place(tmp_path, changes, said):
    assert [text.removeprefix("content/help.yaml:") for text in problems(tmp_path, *changes)] == said
    with pytest.raises(ContentError):
        load(tmp_path, *changes)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("responses: [lamps]", "responses: [lamp]"), "is not the id of a response (did you mean 'lamps'?)"),
        (("claims: [harbour-lights/two-towns]", "claims: [two-towns]"), "is not a claim of recommendations.yaml"),
        (("recommendations: [harbour-lights]", "recommendations: [lights]"), "is not the id of a recommendation"),
    ],
)
def test_a_name_that_another_file_does_not_know_is_a_warning(tmp_path, change, said):
    (problem,) = problems(tmp_path, change)

    assert "warning: " in problem
    assert said in problem


def test_a_recommendation_that_the_page_leaves_out_is_a_warning(tmp_path):
    text = (ROOT / "campaign" / "content" / "help.yaml").read_text(encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "help.yaml").write_text(text.replace("        - surveillance-equipment\n", ""), "utf-8")
    (problem,) = check_help([tmp_path, ROOT], campaign_data.content(), TODAY)

    assert problem.warning
    assert problem.message.startswith("'surveillance-equipment' is not in this list")


def test_names_of_responses_are_left_alone_while_that_file_cannot_be_read(tmp_path):
    folders = written(tmp_path, "help")
    written(tmp_path, "responses", ("licence: Use", "license: Use"))

    assert check_help(folders, small_world.content(), TODAY) == ()


def test_an_organisers_copy_takes_the_place_of_the_shipped_one_whole(tmp_path):
    written(tmp_path, "help")

    assert load_help([tmp_path, ROOT], TODAY).intro == "You can help."
    assert load_help([ROOT], TODAY) == load_help([], TODAY) == campaign_data.help_page()


def test_no_link_for_donations_stands_without_a_day_and_a_word_about_who_is_paid():
    page = campaign_data.help_page()

    assert "never takes" in page.money
    assert "who is paid" in page.money
    assert all(one.checked and one.confidence is not Confidence.NOT_CHECKED for one in page.organisations)
    assert {one.id for one in page.organisations if not one.donate and not one.note} == set()


def test_nothing_promises_gift_aid():
    said = " ".join(campaign_data.texts(campaign_data.help_page()))

    assert said.count("Gift Aid") == said.count("do not count on Gift Aid") == 1


def test_a_quotation_that_nobody_compared_says_where_it_is_from():
    quotes = [point.quote for point in campaign_data.help_page().points if point.quote]

    assert len(quotes) == 2
    assert {(quote.taken_from, quote.confidence) for quote in quotes} == {
        ("the campaign's earlier list", Confidence.NOT_CHECKED)
    }


def test_the_quotations_are_those_of_the_source_text():
    seed = campaign_data.shared_text(campaign_data.SEED_HELP)
    for point in campaign_data.help_page().points:
        if point.quote:
            assert point.quote.text.replace(" The only way", "\nThe only way") in seed


def test_the_last_point_asks_for_all_eight():
    last = campaign_data.help_page().points[-1]

    assert last.recommendations == tuple(one.id for one in campaign_data.content().recommendations)
    assert last.leads_to == "write"


def test_rules_read_a_file_of_any_shape():
    points = "action: {points: [x, [y], {id: [z]}]}"
    for text in ("groups: x", "forced_labour: [1]", points, "groups: {organisations: {}}"):
        assert HELP.check(read_marked("content/help.yaml", text.encode()), TODAY)[0] is None
