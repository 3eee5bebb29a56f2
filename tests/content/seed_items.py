"""Every item of the campaign's two source texts, by a short key of our own, and where it has gone.

The order is that of the source texts, section by section. E1 to E24 number the mistakes found in them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A bullet or a paragraph of a source text."""

    key: str
    at: str
    """The ids of the entries, organisations, points, places or recommendations that hold it."""
    merged: str = ""
    """Why it has no entry of its own."""
    mistakes: str = ""
    """The numbers of its mistakes; its entries say what is right."""


RESPONSES = {
    "headlines": (
        Item("nine parliaments", "nine-parliaments"),
        Item("eleven parliaments on the Olympics", "olympics-in-eleven-parliaments olympics-motions-2021"),
        Item("UN experts together", "un-experts"),
    ),
    "multilateral": (
        Item("G7 trade ministers", "g7-trade-ministers-2021 g7-leaders-2021"),
        Item("43 at the Third Committee", "un-joint-statement-2021-10"),
        Item("G7 leaders", "g7-leaders-2021"),
        Item("44 at the Human Rights Council", "un-human-rights-council-2021"),
        Item("60 parliamentarians, commission of inquiry", "call-for-un-inquiry-2021"),
        Item("11 parliaments, Olympics", "olympics-motions-2021"),
        Item("European Parliament, investment agreement", "eu-parliament-investment-2021", mistakes="E15"),
        Item("16 experts, 150 companies", "un-experts-companies-2021"),
        Item("EU sanctions", "eu-sanctions-2021", mistakes="E18"),
        Item("joint sanctions", "joint-sanctions-2021", mistakes="E18"),
        Item("European Parliament, forced labour", "eu-parliament-forced-labour-2020"),
        Item("EU sanctions law", "eu-sanctions-rules-2020"),
        Item("50 rapporteurs", "un-experts-china-2020"),
        Item("39 countries", "un-letter-39-countries-2020"),
        Item("ILO", "uyghurs-to-ilo-2020"),
        Item("Muslim groups to the OIC", "muslim-groups-to-oic-2020"),
        Item("prize for Ilham Tohti", "eu-prize-ilham-tohti-2019"),
    ),
    "australia": (
        Item("Senate motion", "australia-genocide-motion-2021"),
        Item("import ban bill", "australia-forced-labour-bill-2021", mistakes="E14"),
    ),
    "belgium": (Item("committee motion", "belgium-committee-2021"),),
    "canada": (
        Item("sanctions", "canada-sanctions-2021", mistakes="E18"),
        Item("Commons vote", "canada-commons-genocide-2021"),
        Item("advisory", "canada-advisory-2021"),
        Item("subcommittee", "canada-subcommittee-2020", mistakes="E8"),
        Item("import ban", "canada-import-ban-2020", mistakes="E21"),
    ),
    "czech-republic": (
        Item("Senate, genocide", "czech-senate-2021"),
        Item("foreign affairs committee", "czech-committee-2021"),
        Item("Senate, support", "czech-senate-2019"),
    ),
    "germany": (
        Item("commissioner", "germany-commissioner-2020", mistakes="E13"),
        Item("deportations", "germany-deportations-2018"),
    ),
    "italy": (Item("resolution", "italy-committee-2021", mistakes="E12"),),
    "japan": (
        Item("House resolution", "japan-resolution-2022"),
        Item("foreign minister", "japan-minister-2021"),
        Item("multiparty groups", "japan-parties-2021"),
        Item("prime minister", "japan-prime-minister-2019"),
        Item("friendship group", "japan-friendship-group-2020"),
    ),
    "lithuania": (Item("parliament", "lithuania-parliament-2021"),),
    "malaysia": (Item("no extradition", "malaysia-no-extradition-2020"),),
    "netherlands": (Item("parliament", "netherlands-parliament-2021"),),
    "norway": (Item("oil fund", "norway-oil-fund-2020", mistakes="E16"),),
    "sweden": (Item("refugee status", "sweden-refugee-status-2019", mistakes="E17"),),
    "switzerland": (Item("UBS", "switzerland-ubs-complaint-2021"),),
    "taiwan": (
        Item("resolution", "taiwan-genocide-resolution", mistakes="E24"),
        Item("friendship group", "taiwan-friendship-group-2021"),
    ),
    "turkey": (Item("shame for humanity", "turkey-statement-2019"),),
    "united-kingdom": (
        Item("risk guidance", "uk-risk-guidance-2021"),
        Item("Foreign Affairs Committee report", "uk-never-again-report-2021", mistakes="E2"),
        Item("Commons motion", "uk-commons-genocide-2021", mistakes="E3"),
        Item("sanctions", "uk-sanctions-2021", mistakes="E18"),
        Item("business committee report", "uk-business-committee-report-2021"),
        Item("January measures", "uk-january-measures-2021", mistakes="E20"),
        Item("46 parliamentarians", "uk-parliamentarians-2020"),
        Item("foreign affairs inquiry", "uk-foreign-committee-inquiry-2020"),
        Item("business inquiry", "uk-business-committee-inquiry-2020"),
    ),
    "united-states": (
        Item("law of December 2021", "us-forced-labor-prevention-act-2021", mistakes="E4"),
        Item("House resolution", "us-house-resolution-317-2021", mistakes="E7"),
        Item("solar", "us-export-list-2021 us-silica-import-order-2021", mistakes="E9"),
        Item("94 measures", "us-export-list-2021", merged="it counts what the item before it belongs to"),
        Item("genocide determination", "us-genocide-determination-2021"),
        Item("protection bill", "us-protection-bill-2021"),
        Item("Senate vote", "us-uflpa-senate-2021", mistakes="E6"),
        Item("policy act", "us-human-rights-policy-act-2020"),
        Item("import bans", "us-cotton-tomato-orders-2021"),
        Item("export bans", "us-export-bans-2019"),
        Item("business advisory", "us-business-advisory-2021"),
        Item("visa bans", "us-visa-limits-2019"),
        Item("Magnitsky sanctions", "us-sanctions-officials-2020"),
    ),
    "civil-society": (
        Item("imams", "imams-council-olympics-2021"),
        Item("tribunal", "uyghur-tribunal-2021"),
        Item("genocide convention report", "genocide-convention-report-2021"),
        Item("50 prevention groups", "genocide-prevention-groups-2021"),
        Item("300 organisations", "call-for-monitoring-2020"),
        Item(
            "OIC again", "muslim-groups-to-oic-2020",
            merged="the same appeal stands under the Organisation of Islamic Cooperation",
        ),
        Item("Muslim lawyers", "muslim-lawyers-statement"),
        Item("New York bar", "new-york-bar-letter-2020"),
        Item("applause for the oil fund", "norway-fund-welcomed-2020", mistakes="E16"),
    ),
}  # fmt: skip
"""The source text of international responses, a tuple for each of its sections."""

PLACES = (
    "g7", "united-nations", "organisation-of-islamic-cooperation", "european-union", "australia", "belgium", "canada",
    "czech-republic", "germany", "italy", "japan", "lithuania", "malaysia", "netherlands", "norway", "sweden", "taiwan",
    "turkey", "switzerland", "united-kingdom", "united-states", "civil-society",
)  # fmt: skip
"""The places that the head of the same source text names: four bodies, 17 countries and civil society."""

HELP = {
    "opening": (Item("many ways", "intro"),),
    "groups": (
        Item("victims database", "xinjiang-victims-database"),
        Item("UHRP", "uyghur-human-rights-project"),
        Item("WUC", "world-uyghur-congress"),
        Item("CFU", "campaign-for-uyghurs"),
        Item("UAA", "uyghur-american-association"),
        Item("Save Uighur", "save-uighur-campaign"),
    ),
    "forced-labour": (
        Item("how goods are affected", "why-it-concerns-us"),
        Item("ASPI and Helena Kennedy Centre", "policy-institute-2020 helena-kennedy-centre"),
        Item("what brands said", "what-brands-said"),
        Item("Coalition named", "what-the-coalition-says", mistakes="E19"),
        Item("Coalition, no valid means", "what-the-coalition-says"),
        Item("Coalition, the only way", "what-the-coalition-says"),
        Item("brand lists", "lists-of-brands"),
        Item("US law", "law-united-states", mistakes="E5"),
        Item("UK law", "law-uk", mistakes="E23"),
        Item("boycott", "as-a-shopper"),
        Item("support careful firms", "as-a-shopper"),
        Item("brand lists again", "lists-of-brands", merged="it repeats an item above"),
        Item("learn about the Coalition", "what-the-coalition-says"),
    ),
    "action": (
        Item("sanctions, and US laws", "sanctions-and-laws law-united-states", mistakes="E23"),
        Item("little concrete action", "what-the-government-did the-report", mistakes="E1"),
        Item("tribunal", "the-tribunal"),
        Item("no word of genocide, no guidance", "the-word-genocide what-the-government-did", mistakes="E23"),
        Item("NHS", "the-nhs", mistakes="E10 E11"),
        Item("contact your MP", "write-to-your-mp"),
        Item("R1", "asylum-fast-track"),
        Item("R2", "forced-labour-duty"),
        Item("R3", "modern-slavery-fines"),
        Item("R4", "reporting-threshold"),
        Item("R5", "cotton-import-ban write-to-your-mp", mistakes="E22"),
        Item("R6", "traceability-guidance"),
        Item("R7", "company-sanctions"),
        Item("R8", "surveillance-equipment"),
    ),
}
"""The source text of how to help, a tuple for each of its parts."""
