"""Which nouns for a post are words for one another: a judge is a justice, a chief a director."""

from __future__ import annotations

from nutgraf.analysis.wordlists import listed

# What a role in front of a name is called when it stands alone.
ALONE = {
    "senator": {"sen", "senator"},
    "congressman": {"rep", "congressman", "representative"},
    "congresswoman": {"rep", "congresswoman", "representative"},
    "representative": {"rep", "representative"},
    "lawmaker": {"rep", "sen", "lawmaker", "congressman", "congresswoman", "senator", "mp"},
    "governor": {"gov", "governor"},
    "general": {"gen", "general"},
    "detective": {"det", "detective"},
    "captain": {"capt", "captain"},
    "sergeant": {"sgt", "sergeant"},
    "ceo": {"ceo", "executive"},
    "executive": {"ceo", "executive"},
    "premier": {"premier", "minister"},
    "dictator": {"dictator"},
    "judge": {"judge", "justice"},
    "justice": {"judge", "justice"},
    "attorney": {"attorney", "lawyer"},
    "lawyer": {"attorney", "lawyer", "solicitor"},
    "doctor": {"doctor", "physician", "surgeon"},
    "chief": {"chief", "director", "head", "boss", "ceo", "executive", "commissioner"},
    "boss": {"boss", "ceo", "executive", "manager", "chief", "head", "director"},
    "head": {"head", "director", "chief", "leader"},
    "prosecutor": {"prosecutor", "attorney"},
}
# Posts of which a person holds one at a time: a judge is no senator.
OFFICES = listed(
    """president minister premier chancellor king queen pope senator sen congressman congresswoman
    governor gov mayor judge justice prosecutor attorney lawyer sheriff ambassador bishop
    archbishop coach doctor physician surgeon professor detective firefighter rabbi imam
    spokesman spokeswoman spokesperson"""
)


def one_office(told: str, held: str) -> bool:
    """Whether ``told`` may be said of somebody whose role is ``held``."""
    return told == held or held in ALONE.get(told, ()) or told in ALONE.get(held, ())
