"""Whom a brief has heard so far, and whom it should hear next."""

from __future__ import annotations

import collections
import re

_MOST_PER_SPEAKER = 3
_MOST_ANALYSIS = 4
_SPEAKERS_WANTED = 3
# What a further quotation of one speaker, or from one publisher, loses to a first one.
_HEARD = 0.7
_SAME_PUBLISHER = 0.15
_SECOND_PUBLISHER = 1.0
_ANSWERS = 0.5
# … and what the first voice against, and the first of one who stands apart, gain.
_FIRST_AGAINST, _FIRST_APART = 0.6, 0.6
_APART = re.compile(
    r"\b(?:professor|analysts?|experts?|researchers?|economists?|scholars?|historians?|fellow at|"
    r"lecturer|watchdog|think tank|universit(?:y|ies)|institute|independent|not involved)\b"
)
# After two statements for one party another is to be heard.
_ONE_SIDED, _ENOUGH_OF_ONE = 0.7, 2
_OPPOSES = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|dismiss\w*|reject\w*|critici[sz]\w*|condemn\w*|slam(?:med|s)|"
    r"disput\w+|oppos\w+|refut\w+|defend\w*|respond\w*|retort\w*|rebuk\w+|denounc\w+|however|"
    r"warn(?:ed|s)|called on|disagree\w*|accus\w+)\b"
)
# What analysis that says much gains when its turn has come.
_DUE, _SAYS_MUCH = 2.5, 1.3
_LATER, _LAST = 10.0, 100.0
# Nothing worth less than this is heard.
NOT_AT_ALL = -50.0


class Voice:
    """Whose a statement is: who speaks and for which party, at which publisher.

    ``analysis`` says that it is the publisher's own; ``sentence`` is how it is printed.
    """

    def __init__(
        self, speaker: str, party: str, publisher: str, sentence: str, *, analysis: bool
    ) -> None:
        self.speaker = speaker
        self.party = party or speaker
        self.publisher = publisher
        self.analysis = analysis
        self.sentence = sentence.casefold()
        self.opposes = bool(_OPPOSES.search(self.sentence))
        self.is_apart = bool(_APART.search(self.sentence))


class Hearing:
    """Who has been heard in a brief: its speakers, how often, and from which publishers."""

    def __init__(self) -> None:
        self._times: collections.Counter[str] = collections.Counter()
        self._parties: collections.Counter[str] = collections.Counter()
        self._publishers: collections.Counter[str] = collections.Counter()
        self._quoted = 0
        self._analyses = 0
        self._against = self._apart = False

    def hear(self, voice: Voice) -> None:
        """Count a statement as told."""
        self._times[voice.speaker] += 1
        self._parties[voice.party] += 1
        self._publishers[voice.publisher] += 1
        self._quoted += not voice.analysis
        self._analyses += voice.analysis
        self._against |= voice.opposes and not voice.analysis
        self._apart |= voice.is_apart and not voice.analysis

    def worth(self, voice: Voice, score: float) -> float:
        """How much the next statement is wanted, from what it is worth by itself."""
        times = self._times[voice.speaker]
        worth = score - _HEARD * times - _SAME_PUBLISHER * self._publishers[voice.publisher]
        worth -= _ONE_SIDED * max(0, self._parties[voice.party] + 1 - _ENOUGH_OF_ONE)
        if len(self._publishers) == 1 and voice.publisher not in self._publishers:
            worth += _SECOND_PUBLISHER
        if voice.analysis:
            # Two in five, as published briefs mix them.
            early = 3 * self._analyses + 3 > 2 * self._quoted + self._analyses
            full = self._analyses >= _MOST_ANALYSIS
            due = _DUE if score >= _SAYS_MUCH else 0.0
            return worth - _LAST * full - _LATER * early + due
        if times == 0 and self._quoted:
            worth += _ANSWERS * self._answers(voice)
            worth += _FIRST_AGAINST * (voice.opposes and not self._against)
            worth += _FIRST_APART * (voice.is_apart and not self._apart)
        crowded = times >= 2 and len(self._times) < _SPEAKERS_WANTED
        # Where few speak, each is heard more often.
        return worth - _LATER * (crowded + (times >= _MOST_PER_SPEAKER))

    def _answers(self, voice: Voice) -> bool:
        """Whether a sentence names somebody heard before, or speaks against something."""
        return voice.opposes or any(
            speaker.split()[-1].casefold() in voice.sentence for speaker in self._times
        )
