"""Who said what: what of a statement is printed, with which cue, and whose lines are left out."""

from __future__ import annotations

import pytest

from nutgraf.briefs.candidates import Topic, plain_text
from nutgraf.briefs.material import Material
from nutgraf.briefs.said import choose_statements
from nutgraf.briefs.sense import interjects, is_broken, is_unprintable, leaning, says_nothing
from nutgraf.briefs.style import content_words
from tests.levy_world import LEDE, TUESDAY, analysed, article, said_in, story_of


def the_one(told: list[str], words: str) -> str:
    found = [text for text in told if words in text]
    assert len(found) == 1, told
    return found[0]


# ------------------------------------------------------------------ what is printed


def test_a_long_quotation_keeps_its_first_sentence_and_where_it_was_said():
    told = said_in(
        article(
            "Finance Minister Helena Brandt told the Northgate Tribune, "
            '"The harbour levy has paid for the sea wall and for two new cranes. The cranes lift '
            "twice what the harbour lifted before. Together they have saved the town, its pilots, "
            'its crews and all of its bakers from a very long and hungry winter by the sea."'
        )
    )
    sentence = the_one(told, "paid for the sea wall")
    assert "told the Northgate Tribune" in sentence
    assert not any('"The cranes' in text or '"Together' in text for text in told)


def test_a_quotation_before_its_cue_keeps_the_cue_as_printed():
    told = said_in(
        article(
            '"The harbour levy was written on a napkin in the bar of the Anchor hotel by three men '
            "who had never unloaded a ship, and nobody in the whole of the Lower House cared to "
            'read it. Every shipper of Valmere has paid for the harbour wall," said Port union '
            "leader Tomas Wrede at a rally in Port Ellery."
        )
    )
    sentence = the_one(told, "Every shipper")
    assert sentence.endswith("at a rally in Port Ellery.")


def test_a_question_is_not_cut_from_the_sentence_it_goes_with():
    told = said_in(
        article(
            'Port union leader Tomas Wrede said, "Suppose I told you the harbour levy sinks just '
            "three ships out of the whole fleet of Port Ellery. Would you still sail on one of "
            'them? The Lower House of Valmere would have you do so every day of the long year."'
        )
    )
    assert not any("Suppose" in text and "Would you" not in text for text in told)


@pytest.mark.parametrize(
    "text",
    [
        # a transcript, in which one answers another
        "Brandt: The harbour levy?\n\n"
        'Tomas Wrede: "The harbour levy is in the harbour, to lead the harbour."',
        # the one spoken of is not the one who speaks
        "Finance Minister Helena Brandt met Port union leader Tomas Wrede at noon. On Wrede, he "
        'said, "The harbour levy has nothing to do with that man or with the union of the port."',
        # "she" is nobody of whom the brief has told
        "The speaker of the house read a note from a girl of nine. Port union leader Tomas Wrede "
        'said, "She knows more of the harbour levy than the whole of the house."',
        # of "the agency" nothing was told
        "Port union leader Tomas Wrede said the harbour levy would be collected by the agency.",
    ],
)
def test_what_hangs_on_words_left_behind_is_not_printed(text):
    told = said_in(article(text))
    assert not any("Wrede" in sentence for sentence in told)


@pytest.mark.parametrize(
    ("source", "heard"),
    [("Several customs officials", True), ("A police report", True), ("The official", False)],
)
def test_sources_without_a_name_are_heard_where_a_reader_can_weigh_them(source, heard):
    one = article(f"{source} said the levy had already driven a third of the freight to Sund.")
    material = Material(story_of(one), (one,), {one.id: analysed(one)}, as_of=TUESDAY)
    found = [s for s in choose_statements(material, [content_words(LEDE)]) if s.quote]
    assert bool(found) is heard


def test_he_is_not_taken_for_the_one_who_is_spoken_of():
    told = said_in(
        article(
            'Anton Brandt, the finance minister, said the union should "thank heaven for the vote '
            'of Tomas Wrede," he told reporters.'
        )
    )
    assert not any("Wrede told" in text for text in told)


# ------------------------------------------------------------------ what is passed by


def test_an_article_on_something_else_is_not_quoted():
    film = article(
        'Film maker Rosa Lindqvist said, "The harbour is where my film begins, and where every '
        'bill is paid."',
        "Reel",
        lede="A film on the ferries of Sund opened the Brisa festival, to loud applause.",
    )
    one, two = article("", "Northgate Tribune"), article("It rained.", "Post")
    told = said_in(one, two, film)
    assert not any("Lindqvist" in text for text in told)


def test_the_names_a_story_shares_say_what_it_is_about():
    ours, other = article(""), article("", "Reel", lede="A film on the ferries of Sund won.")
    third = article("It rained.", "Post")
    articles = (ours, other, third)
    analyses = {one.id: analysed(one) for one in articles}
    material = Material(story_of(*articles), articles, analyses, as_of=TUESDAY)
    topic = Topic(material, content_words(LEDE))
    assert topic.loss(ours) == 0.0
    assert topic.loss(other) is None


@pytest.mark.parametrize(
    "text",
    [
        "The minister declined to comment on the levy.",
        "The union did not respond to questions.",
        "Roe said she wasn't willing to say who would pay the levy.",
        '"I am not going to comment on the levy," Roe said.',
    ],
)
def test_saying_nothing_is_no_statement(text):
    assert says_nothing(text)


def test_a_statement_on_comments_is_one():
    assert not says_nothing("Roe said the comments of the union hurt the harbour.")


@pytest.mark.parametrize(
    "quoted",
    [
        "The, the harbour will take care of it.",
        "There was a man on the quay ...",
        "What a s**t levy.",
    ],
)
def test_words_no_brief_prints(quoted):
    assert is_unprintable(quoted)


def test_saying_a_word_twice_for_weight_is_no_stammer():
    assert not is_unprintable("It is very, very hard to see who had had the harbour before.")


def test_words_that_begin_in_answer():
    assert interjects("Well, the levy is fair.")
    assert not interjects("Nobody likes the levy.")


def test_who_he_is_may_be_known():
    assert leaning('"He will pay the levy," Roe said.', speaker="Roe") == 1
    assert leaning('"He will pay the levy," Roe said.', speaker="Roe", known="he") == 0


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe (@annroe) March 3, 2026 The spokesman said so.",
        "Brandt praised the the levy.",
        "Brandt divide Brandt's bill has split the house.",
        "The house voted on the levy But the union left.",
    ],
)
def test_headings_that_ran_into_a_sentence_are_seen(text):
    assert is_broken(text)


def test_plain_text_has_blanks_for_what_is_quoted():
    text = 'Roe said "the levy" and left.'
    assert plain_text(text) == "Roe said            and left."
    assert len(plain_text(text)) == len(text)


# ------------------------------------------------------------------ the publisher's own voice


def test_what_somebody_thinks_is_not_given_to_the_publisher():
    told = said_in(
        article(
            "Finance Minister Helena Brandt said the harbour levy would pay for the sea wall of "
            "Port Ellery. Port union leader Tomas Wrede said the harbour levy would send the ships "
            "to other ports.\n\n"
            "For Helena Brandt, the narrow vote on the harbour levy is a far more serious setback "
            "than any she has suffered before.\n\n"
            "The narrow vote on the harbour levy is a serious setback for the government, because "
            "it leaves the bill with hardly a friend in the upper house."
        )
    )
    own = [text for text in told if text.endswith("Coastal Wire said.")]
    assert all("For Helena" not in text for text in own)
    assert own
