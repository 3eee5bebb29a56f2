"""The nation of each constituency, which Parliament's list does not tell: the boundaries of 2024; and regions.

Names as they stand in our addresses. What is not listed and has a number of Parliament's is in England.
"""

from __future__ import annotations

from campaign.models.places import Constituency

NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
REGIONS = {
    "E12000001": "North East", "E12000002": "North West", "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands", "E12000005": "West Midlands", "E12000006": "East of England",
    "E12000007": "London", "E12000008": "South East", "E12000009": "South West",
}  # fmt: skip
"""The regions of England by their ONS codes; no seat lies in two."""

_SCOTLAND = """
    aberdeen-north aberdeen-south aberdeenshire-north-and-moray-east airdrie-and-shotts alloa-and-grangemouth
    angus-and-perthshire-glens arbroath-and-broughty-ferry argyll-bute-and-south-lochaber
    ayr-carrick-and-cumnock bathgate-and-linlithgow berwickshire-roxburgh-and-selkirk
    caithness-sutherland-and-easter-ross central-ayrshire coatbridge-and-bellshill cowdenbeath-and-kirkcaldy
    cumbernauld-and-kirkintilloch dumfries-and-galloway dumfriesshire-clydesdale-and-tweeddale dundee-central
    dunfermline-and-dollar east-kilbride-and-strathaven east-renfrewshire edinburgh-east-and-musselburgh
    edinburgh-north-and-leith edinburgh-south edinburgh-south-west edinburgh-west falkirk glasgow-east
    glasgow-north glasgow-north-east glasgow-south glasgow-south-west glasgow-west glenrothes-and-mid-fife
    gordon-and-buchan hamilton-and-clyde-valley inverclyde-and-renfrewshire-west
    inverness-skye-and-west-ross-shire kilmarnock-and-loudoun livingston lothian-east mid-dunbartonshire
    midlothian moray-west-nairn-and-strathspey motherwell-wishaw-and-carluke na-h-eileanan-an-iar
    north-ayrshire-and-arran north-east-fife orkney-and-shetland paisley-and-renfrewshire-north
    paisley-and-renfrewshire-south perth-and-kinross-shire rutherglen stirling-and-strathallan
    west-aberdeenshire-and-kincardine west-dunbartonshire
"""
_WALES = """
    aberafan-maesteg alyn-and-deeside bangor-aberconwy blaenau-gwent-and-rhymney brecon-radnor-and-cwm-tawe
    bridgend caerfyrddin caerphilly cardiff-east cardiff-north cardiff-south-and-penarth cardiff-west
    ceredigion-preseli clwyd-east clwyd-north dwyfor-meirionnydd gower llanelli merthyr-tydfil-and-aberdare
    mid-and-south-pembrokeshire monmouthshire montgomeryshire-and-glyndwr neath-and-swansea-east newport-east
    newport-west-and-islwyn pontypridd rhondda-and-ogmore swansea-west torfaen vale-of-glamorgan wrexham
    ynys-mon
"""
_NORTHERN_IRELAND = """
    belfast-east belfast-north belfast-south-and-mid-down belfast-west east-antrim east-londonderry
    fermanagh-and-south-tyrone foyle lagan-valley mid-ulster newry-and-armagh north-antrim north-down
    south-antrim south-down strangford upper-bann west-tyrone
"""
_PRACTICE = {
    "ynys-gwylan": "Wales",
    "upper-strathcarron-inverallt-and-the-isles-of-morray-and-skelda": "Scotland",
    "glenarva-and-loughmoyle": "Northern Ireland",
}
_NATION_OF = _PRACTICE | {
    slug: nation
    for nation, slugs in (("Scotland", _SCOTLAND), ("Wales", _WALES), ("Northern Ireland", _NORTHERN_IRELAND))
    for slug in slugs.split()
}


def nation_of(place: Constituency) -> str:
    """One of `NATIONS`, or "" for a place that was typed and is not known."""
    return _NATION_OF.get(place.slug, NATIONS[0] if place.id else "")
