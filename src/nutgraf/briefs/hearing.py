"""Whom a brief has heard so far, and whom it should hear next."""

from __future__ import annotations

import collections
import re

_MOST_PER_SPEAKER = 3
_MOST_ANALYSIS = 3
_SPEAKERS_WANTED = 3
# What a further quotation of one speaker, or from one publisher, loses to a first one.
_HEARD = 0.7
_SAME_PUBLISHER = 0.15
_SECOND_PUBLISHER = 1.0
_ANSWERS = 0.5
_OPPOSES = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|dismiss\w*|reject\w*|critici[sz]\w*|condemn\w*|slam(?:med|s)|"
    r"disput\w+|oppos\w+|refut\w+|defend\w*|respond\w*|retort\w*|rebuk\w+|denounc\w+|however|"
    r"warn(?:ed|s)|called on|disagree\w*|accus\w+)\b",
    re.IGNORECASE,
)
# What analysis that says much gains when its turn has come.
_DUE, _SAYS_MUCH = 2.5, 2.2
_LATER, _LAST = 10.0, 100.0
# Nothing worth less than this is heard.
NOT_AT_ALL = -50.0


class Hearing:
    """Who has been heard in a brief: its speakers, how often, and from which publishers."""

    def __init__(self) -> None:
        self._times: collections.Counter[str] = collections.Counter()
        self._publishers: collections.Counter[str] = collections.Counter()
        self._quoted = 0
        self._analyses = 0

    def hear(self, speaker: str, publisher: str, *, analysis: bool) -> None:
        """Count a statement of ``speaker``, or with ``analysis`` the publisher's own, as told."""
        self._times[speaker] += 1
        self._publishers[publisher] += 1
        self._quoted += not analysis
        self._analyses += analysis

    def worth(
        self, speaker: str, publisher: str, sentence: str, score: float, *, analysis: bool
    ) -> float:
        """How much the next statement is wanted, from what it is worth by itself."""
        times = self._times[speaker]
        worth = score - _HEARD * times - _SAME_PUBLISHER * self._publishers[publisher]
        if len(self._publishers) == 1 and publisher not in self._publishers:
            worth += _SECOND_PUBLISHER
        if analysis:
            # One in three, as published briefs mix them.
            early = 3 * self._analyses + 2 > self._quoted + self._analyses
            full = self._analyses >= _MOST_ANALYSIS
            due = _DUE if score >= _SAYS_MUCH else 0.0
            return worth - _LAST * full - _LATER * early + due
        if times == 0 and self._quoted and self._answers(sentence):
            worth += _ANSWERS
        crowded = times >= 2 and len(self._times) < _SPEAKERS_WANTED
        # Where few speak, each is heard more often.
        return worth - _LATER * (crowded + (times >= _MOST_PER_SPEAKER))

    def _answers(self, sentence: str) -> bool:
        """Whether a sentence names somebody heard before, or speaks against something."""
        named = any(speaker.split()[-1] in sentence.casefold() for speaker in self._times)
        return named or bool(_OPPOSES.search(sentence))
