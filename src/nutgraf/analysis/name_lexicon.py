"""Words that names are made of or known by, and how names are folded to be compared."""

from __future__ import annotations

import functools
import re
import unicodedata

from nutgraf.analysis.wordlists import listed
from nutgraf.records import NameKind

ROLE_HEADS = listed(
    """activist actor agent actress admiral adviser advisor aide ally ambassador analyst anchor
    apostle archbishop architect artist astronaut attorney author ayatollah banker baroness
    baron batsman biologist bishop boss broadcaster businessman businesswoman candidate
    captain cardinal ceo chair chairman chairperson chairwoman champion chancellor chef
    chief climatologist co-chair co-founder co-owner coach colonel columnist comedian
    commander commissioner composer comptroller congressman congresswoman constable consul
    consultant contractor convener coordinator coroner correspondent councillor
    councilman councilwoman councilor counsel counselor creator critic cybercriminal dean
    defender delegate deputy designer detective developer dictator driver diplomat director
    doctor duchess duke economist editor emir emperor engineer envoy epidemiologist
    executive expert explorer farmer filmmaker financier firefighter forecaster founder
    general geologist goalkeeper governor guitarist hacker head historian host imam
    inspector inventor investigator investor journalist judge justice keeper king lawmaker
    lawyer leader legislator lieutenant major manager marshal mayor meteorologist midfielder
    minister model mp musician negotiator nominee novelist nurse officer official ombudsman
    organiser organizer owner painter paramedic partner pastor patriarch pathologist
    philosopher photographer physician physicist pilot pitcher player playwright poet
    politician pollster pope premier presenter president priest prince princess principal
    producer professor programmer prosecutor protester psychologist publicist publisher
    quarterback queen rabbi ranger rapper rector regulator reporter representative
    researcher resident sailor scholar scientist screenwriter secretary senator sergeant
    sheikh sheriff singer skipper soldier solicitor songwriter speaker spokesman
    spokesperson spokeswoman star strategist striker strongman student sultan superintendent
    surgeon teacher technician trader treasurer trustee tsar tycoon vice-president
    vice-chair veteran volunteer whistleblower winger winner writer"""
)
_TITLES = listed("sen rep gov gen lt col sgt capt maj cpl adm cmdr det insp supt sens reps pres")
NOT_NAMES = listed(
    """monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december easter christmas share video photo
    read updated advertisement bst gmt est edt pst pdt cet utc hkt et pt ph.d. phd m.d. tv
    am pm ceo cfo dna diy faq question answer copyright editor note getty subscribe related
    topics internet web god"""
)
KNOWN_PERSONS = listed("trump biden obama putin")
_KNOWN_BODIES = listed(
    """twitter facebook google youtube instagram reuters kremlin pentagon congress senate nato
    eu un fbi cia nsa iaea bbc cnn nbc abc cbs opec unicef unesco taliban hamas hezbollah
    isis isil amazon apple getty-images al-qaeda islamic-state microsoft netflix uber boeing
    airbus white-house united-nations"""
)
_KNOWN_PLACES = listed("us uk uae usa washington beijing moscow tehran pyongyang seoul kiev kyiv")
PARTICLES = listed(
    "al el bin bint ibn de del della di da dos du la le el van von der den ter ben abu"
)
SUFFIXES = listed("jr sr ii iii iv")
BODY_WORDS = listed(
    """administration agency airlines airways army association authority bank board bureau
    centre center church club college commission committee company corp corporation council
    court department federation foundation fund group hospital inc institute ltd ministry
    network organization organisation parliament party police press service services society
    tribunal trust union university"""
)
PLACE_WORDS = listed(
    """tavern hotel restaurant school tower park street road avenue square bridge airport stadium
    station field hall island beach river lake palace"""
)
SHORT_BODY = re.compile(r"[A-Z][A-Z&]{1,6}s?|(?:[A-Z]\.){2,6}")
_STROKES = str.maketrans("łøıđŁØĐ", "loidLOD")
QUOTES = "\"'“”‘’«»`"


@functools.lru_cache(maxsize=20_000)
def folded(text: str) -> tuple[str, ...]:
    """The words of a name without case, diacritics, dots, hyphens or article; for comparing."""
    plain = unicodedata.normalize("NFKD", text.translate(_STROKES))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = plain.replace(".", "").replace("’", "'").replace("-", " ").split()
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def role_head(word: str) -> str | None:
    """The role noun in ``word`` ("vice-president" -> "vice-president"); ``None`` if it is none."""
    low = word.lower().rstrip(".")
    if low in ROLE_HEADS or low in _TITLES:
        return low
    # "then-President", "ex-wife" and "governor-general" hold their head before or after a hyphen.
    tail = low.rsplit("-", 1)[-1]
    return tail if "-" in low and tail in ROLE_HEADS else None


def known_kind(key: tuple[str, ...]) -> NameKind | None:
    """The kind of a name that the parser is known to mistake; ``None`` for all others."""
    word = "-".join(key)
    if word in KNOWN_PERSONS:
        return "person"
    if word in _KNOWN_BODIES:
        return "organisation"
    return "place" if word in _KNOWN_PLACES else None
