"""The proof sheet: each sentence beside its words, what to look at, and what was not used."""

from __future__ import annotations

import json
from urllib.parse import unquote

from full_edition import FULL
from invented_edition import ANALYSIS, HARBOUR, cite, hostile
from lxml import html as lxml_html

from nutgraf.records import Article, Span
from nutgraf.render.proof import pieces, proof_sheet, render_proof_html, render_proof_json
from nutgraf.render.selectors import text_link

SHEET = proof_sheet(FULL, {HARBOUR.id: ANALYSIS})


def _sentences():
    return {s.id: s for part in SHEET.stories[0].parts for s in part.sentences}


def test_a_sentence_stands_beside_what_was_used_cut_and_added():
    first = _sentences()["p1"].passages[0].pieces
    assert [piece.kind for piece in first] == ["cut", "used"]
    assert first[0].text == "PORT ELLERY (Harbour Post) — "


def test_pieces_without_those_added_are_the_passage():
    for briefed in FULL.stories:
        texts = {article.id: article.text for article in FULL.articles}
        for _, points in briefed.brief.sections():
            for point in points:
                for number, citation in enumerate(point.citations):
                    edits = [edit for edit in point.edits if edit.citation == number]
                    found = pieces(texts[citation.article], citation, edits)
                    kept = "".join(each.text for each in found if each.kind != "added")
                    assert kept == citation.span.of(texts[citation.article])


def test_the_shares_of_a_brief_add_up_to_all_of_it():
    shares = SHEET.stories[0].shares
    assert abs(sum(each.share for each in shares) - 1) < 0.001
    assert shares[0].words == max(each.words for each in shares)


def test_what_was_not_used_comes_with_a_reason():
    assert all(each.reason for each in SHEET.stories[0].not_used)


def test_the_page_escapes_and_parses_and_json_is_json():
    for edition in (FULL, hostile()):
        sheet = proof_sheet(edition, {})
        page = render_proof_html(sheet)
        assert "<script" not in page
        assert lxml_html.document_fromstring(page).xpath("//main/article")
        assert json.loads(render_proof_json(sheet))["version"] == 1


def test_a_text_fragment_escapes_what_has_a_meaning_there():
    article = Article(
        id="a", text="It is a well-known, old & odd rule.", url="https://x.example/a#b"
    )
    link = text_link(article.url, article.text, Span(8, 34))
    assert link is not None
    page, _, fragment = link.partition(":~:text=")
    assert page == "https://x.example/a#b"
    assert fragment == "well%2Dknown%2C%20old%20%26%20odd%20rule"
    assert unquote(fragment) == "well-known, old & odd rule"


def test_a_long_passage_is_linked_by_its_ends_and_no_address_gives_no_link():
    span = cite(HARBOUR, "The port authority", "by noon.").span
    link = text_link(HARBOUR.url, HARBOUR.text, span)
    assert link is not None
    assert link.endswith(
        "#:~:text=The%20port%20authority%2C%20which,its%20four%20terminals%20by"
    ) or (link.endswith("of%20its%20four,terminals") or link.endswith("by%20noon."))
    assert text_link("javascript:alert(1)", HARBOUR.text, span) is None
