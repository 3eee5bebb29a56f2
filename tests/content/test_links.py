"""Every link of every content file, once, with the day of the oldest look."""

from datetime import date
from itertools import chain

from campaign.content.evidence import Cited
from campaign.content.links import cited_by, due, merged
from campaign.models import Source
from tests.content.campaign_data import content, help_page, histories, responses

OLD, NEW = date(2025, 1, 1), date(2026, 1, 1)


def cited(url, id="x", checked=None, review_by=None):
    return Cited("help.yaml", id, Source("A page", url), checked, review_by)


def test_an_address_stands_once_with_all_its_places_and_its_oldest_day():
    one, two = merged(
        [cited("https://a.example", "x", NEW), cited("https://b.example", "y")],
        [cited("https://a.example", "z", OLD), cited("https://a.example", "z", OLD)],
    )

    assert (one.url, one.checked, one.places) == ("https://a.example", OLD, ("help.yaml x", "help.yaml z"))
    assert (two.url, two.checked) == ("https://b.example", None)


def test_no_link_of_the_shipped_content_is_missing():
    files = (cited_by(content()), responses().links, help_page().links, histories().links)
    links = merged(*files)
    known = {link.url for link in links}

    assert len(known) == len(links)
    for one in content().recommendations:
        assert {claim.source.url for claim in one.claims} | {one.committee.source.url} <= known
    for fact in chain(responses().entries, histories().general):
        assert {source.url for source in fact.evidence.sources} <= known
    assert {content().report.url, content().report.source.url} <= known


def test_what_is_due_is_told_from_thirty_days_before_and_the_longest_overdue_first():
    links = merged(
        [
            cited("https://a.example", "soon", OLD, date(2026, 1, 31)),
            cited("https://b.example", "later", OLD, date(2026, 2, 1)),
            cited("https://c.example", "past", OLD, date(2025, 12, 1)),
            cited("https://d.example", "never"),
        ]
    )

    assert [one.id for one in due(links, date(2026, 1, 1))] == ["past", "soon"]


def test_a_claim_is_named_by_its_recommendation_and_its_own_id():
    assert "cotton-import-ban/canada" in {one.id for one in cited_by(content())}
