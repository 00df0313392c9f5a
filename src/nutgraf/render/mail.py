"""An edition as an e-mail to send: plain text, and HTML that needs nothing from elsewhere."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from nutgraf.records import Edition
from nutgraf.render.display import HOW_MADE, NOTHING_FOUND, counted, day_words, short_day
from nutgraf.render.html import page_template
from nutgraf.render.plain import render_text
from nutgraf.render.view import StoryView, issued, view_edition

# A domain that can belong to nobody (RFC 2606): whoever sends the edition sets their own.
_NOWHERE = "nutgraf.invalid"
_TITLES_IN_SUBJECT = 2
_LONGEST_TITLE = 70


def render_mail(edition: Edition) -> str:
    """The edition as a message file (``.eml``), all of it ASCII, with the line ends of mail.

    Date and Message-ID come from the edition's day and words, so that the same edition is the
    same message. It has no addressee; ``X-Unsent`` opens it as a draft where that is known.
    """
    stories = view_edition(edition)
    text = render_text(edition)
    html = page_template("mail.html.j2").render(
        day=day_words(edition.as_of),
        stories=stories,
        preview=stories[0].summary if stories else "",
        how_made=HOW_MADE,
        nothing_found=NOTHING_FOUND,
    )
    digest = hashlib.sha256(f"{edition.as_of}\0{text}\0{html}".encode()).hexdigest()[:32]
    message = EmailMessage(policy=SMTP)
    message["From"] = f"Nutgraf <edition@{_NOWHERE}>"
    message["Subject"] = _subject(edition, stories)
    message["Date"] = format_datetime(issued(edition.as_of))
    message["Message-ID"] = f"<{digest}@{_NOWHERE}>"
    message["X-Unsent"] = "1"
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    # Not before: a part takes along what is said of content.
    message["Content-Language"] = "en"
    # "=_" stands in nothing that is quoted-printable, so no text can end a part.
    message.set_boundary(f"=_{digest}")
    return message.as_string()


def _subject(edition: Edition, stories: tuple[StoryView, ...]) -> str:
    """The day, the first titles and how many more there are."""
    named = f"Nutgraf, {short_day(edition.as_of)}"
    if not stories:
        return named
    titles = "; ".join(_shortened(each.title) for each in stories[:_TITLES_IN_SUBJECT])
    more = len(stories) - _TITLES_IN_SUBJECT
    return f"{named}: {titles}" + (f"; {counted(more, 'more story')}" if more > 0 else "")


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[:_LONGEST_TITLE].rpartition(" ")[0].rstrip(" ,;:") + " …"
