"""Answers in the shapes of the Members API, about people and places that do not exist."""

from __future__ import annotations

from typing import Any

POSTCODE = "AB12 3QX"
"""Well formed; what must never be seen in a log line or an error."""


def party(name: str = "Opposition Party", **changes: Any) -> dict[str, Any]:
    return {
        "id": 901,
        "name": name,
        "abbreviation": "Opp",
        "backgroundColour": "123456",
        "foregroundColour": None,
        "isLordsMainParty": False,
        "isLordsSpiritualParty": False,
        "governmentType": 3,
        "isIndependentParty": False,
        **changes,
    }


def membership(**changes: Any) -> dict[str, Any]:
    return {
        "membershipFrom": "Sandleigh and Moor",
        "membershipFromId": 4901,
        "house": 1,
        "membershipStartDate": "2024-07-04T00:00:00",
        "membershipEndDate": None,
        "membershipEndReason": None,
        "membershipEndReasonNotes": None,
        "membershipEndReasonId": None,
        "membershipStatus": {"statusIsActive": True, "statusDescription": "Current Member", "statusId": 0},
        **changes,
    }


def member(**changes: Any) -> dict[str, Any]:
    return {
        "id": 7001,
        "nameListAs": "Reddish, Alma",
        "nameDisplayAs": "Alma Reddish",
        "nameFullTitle": "Alma Reddish MP",
        "nameAddressAs": None,
        "latestParty": party(),
        "gender": "F",
        "latestHouseMembership": membership(),
        "thumbnailUrl": None,
        **changes,
    }


def held_by(person: Any, **changes: Any) -> dict[str, Any]:
    """A `currentRepresentation`."""
    ended = membership(membershipStatus=None, **changes)
    return {"member": {"value": person, "links": []}, "representation": ended}


def sitting(person: Any, number: int, name: str) -> dict[str, Any]:
    """The same for an MP who sits for that seat, as all that is said of her memberships agrees."""
    here = {"membershipFromId": number, "membershipFrom": name}
    if isinstance(person, dict) and isinstance(person.get("latestHouseMembership"), dict):
        person = {**person, "latestHouseMembership": person["latestHouseMembership"] | here}
    return held_by(person, **here)


def seat(number: int = 4901, name: str = "Sandleigh and Moor", person: Any = None, **changes: Any) -> dict[str, Any]:
    """A constituency; vacant unless `person` is given."""
    return {
        "id": number,
        "name": name,
        "startDate": "2024-05-31T00:00:00",
        "endDate": None,
        "currentRepresentation": sitting(person, number, name) if person else None,
        **changes,
    }


def found(*seats: Any, total: int | None = None, skip: int = 0) -> dict[str, Any]:
    """A page of a search."""
    return {
        "items": [{"value": seat, "links": []} for seat in seats],
        "totalResults": len(seats) if total is None else total,
        "resultContext": "",
        "skip": skip,
        "take": 20,
        "links": [{"rel": "page.next", "href": "/Constituency/Search?skip=20", "method": "GET"}],
        "resultType": "House, Status",
    }


def office(email: str | None = "alma.reddish@commons.example", **changes: Any) -> dict[str, Any]:
    entry = {
        "type": "Parliamentary office",
        "typeDescription": None,
        "typeId": 1,
        "isPreferred": False,
        "isWebAddress": False,
        "notes": None,
        "line1": "House of Commons",
        "line2": "London",
        "postcode": "SW1A 0AA",
        **changes,
    }
    return entry if email is None else entry | {"email": email}


def website(url: str = "https://alma.example/") -> dict[str, Any]:
    return {"type": "Website", "typeId": 6, "isPreferred": False, "isWebAddress": True, "line1": url}


def one(value: Any) -> dict[str, Any]:
    """The envelope around one thing."""
    return {"value": value, "links": []}


def post(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "house": 1,
        "name": name,
        "id": 5001,
        "startDate": "2024-07-08T00:00:00",
        "endDate": None,
        "additionalInfo": None,
        **changes,
    }


def biography(**lists: Any) -> dict[str, Any]:
    names = ("representations", "houseMemberships", "governmentPosts", "oppositionPosts", "otherPosts")
    return one({name: [] for name in names} | lists)
