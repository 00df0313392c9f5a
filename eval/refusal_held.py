"""Kinds of pages that are no article, held out while the rules were tuned."""

from __future__ import annotations

from eval.refusal_words import ADJECTIVES, NAMES, PLACES, SECTIONS, SITES, THINGS, Maker, Template


def _tag_page(m: Maker) -> tuple[str, str]:
    thing = m.pick(THINGS).title()
    intro = f"<p>All our coverage of {thing.lower()} matters, with news, analysis and opinion.</p>"
    body = f"<h1>{thing}</h1>{intro}{m.teasers(m.number(9, 20))}<a href='?page=2'>Next</a>"
    data = {"@type": "CollectionPage", "name": thing, "url": f"https://{m.host}/topic/{thing}"}
    return f"/topic/{thing.lower()}", m.frame(f"Latest {thing} News", body, data=data)


def _consent_wall(m: Maker) -> tuple[str, str]:
    partners = m.number(120, 1400)
    body = (
        f"<div class='{m.pick(('message', 'wall', 'sp-container', 'tcf'))}'><h1>"
        f"{m.pick(('We value your privacy', 'Before you continue', 'Your privacy choices'))}</h1>"
        f"<p>We and our {partners} partners store and/or access information on a device, such as "
        "unique IDs in cookies, to process personal data. You may accept or manage your choices "
        "by clicking below, including your right to object where legitimate interest is used, or "
        "at any time in the privacy policy page. These choices will be signaled to our partners "
        "and will not affect browsing data.</p><p>We and our partners process data to provide: "
        "use precise geolocation data; actively scan device characteristics for identification; "
        "personalised advertising and content, advertising and content measurement, audience "
        "research and services development.</p><button>Accept all</button>"
        "<button>Manage options</button><a href='/partners'>List of partners (vendors)</a></div>"
    )
    return m.pick(("/consent", "/privacy-gate", "/news/consent?return=%2F")), m.frame(
        m.site, body, lean=True
    )


def _login(m: Maker) -> tuple[str, str]:
    title = m.pick(("Log in", "Sign in to your account", "Sign in or register", "Welcome back"))
    body = (
        f"<h1>{title}</h1><form><label>E-mail</label><input name=mail><label>Password</label>"
        "<input type=password><button>Continue</button></form><p>By continuing you agree to our "
        "terms of service and acknowledge our privacy policy. Forgotten your password? We will "
        "send you a link to set a new one.</p><p>New here? Create a free account to save stories, "
        "follow topics that matter to you and get our newsletters.</p>"
    )
    return m.pick(("/login", "/signin?next=/", "/account/login")), m.frame(title, body)


def _gallery(m: Maker) -> tuple[str, str]:
    thing = m.pick(THINGS)
    count = m.number(9, 24)
    shots = "".join(
        f"<li class=slide><img src=/p{n}.jpg><p>{n} of {count}: {m.sentence()} Photograph: "
        f"{m.pick(NAMES)}/Coastal Pictures</p></li>"
        for n in range(1, count + 1)
    )
    title = m.pick(
        (
            f"The {thing} of {m.pick(PLACES)} – in pictures",
            f"In pictures: the {thing}",
            f"{count} photos of the {thing}",
            f"Gallery: {m.pick(PLACES)} and its {thing}",
        )
    )
    body = f"<h1>{title}</h1><ol>{shots}</ol>"
    data = {"@type": "ImageGallery", "name": title}
    return f"/gallery/{m.number(1, 999)}", m.frame(title, body, data=data)


def _forum(m: Maker) -> tuple[str, str]:
    title = f"Does anyone know about the {m.pick(THINGS)} in {m.pick(PLACES)}?"
    posts = "".join(
        f"<div class=post><div class=user>{m.pick(NAMES).split()[0].lower()}{m.number(1, 99)}"
        f"</div><div>Joined: 20{m.number(10, 25)}</div><p>I think {m.sentence()[0].lower()}"
        f"{m.sentence()[1:]} Not sure though. Has anybody been there lately?</p>"
        "<a href=#>Reply</a> <a href=#>Quote</a> <a href=#>Report</a></div>"
        for _ in range(m.number(5, 14))
    )
    data = {"@type": "DiscussionForumPosting", "headline": title}
    return f"/forum/t/{m.number(1, 9999)}", m.frame(title, f"<h1>{title}</h1>{posts}", data=data)


def _pdf_shell(m: Maker) -> tuple[str, str]:
    title = f"{m.pick(PLACES)} council annual report {m.number(2010, 2025)}"
    body = (
        f"<h1>{title}</h1><p>Published {m.number(1, 28)} March. Format: PDF, "
        f"{m.number(1, 40)} MB, {m.number(8, 200)} pages.</p><embed src=/r.pdf "
        "type=application/pdf><p>If the document does not show, your browser cannot display it. "
        "<a href=/r.pdf>Download the file</a>. An accessible version can be requested.</p>"
    )
    return f"/documents/{m.number(1, 999)}.pdf", m.frame(title, body)


def _newsletter(m: Maker) -> tuple[str, str]:
    name = m.pick(("Morning Tide", "The Harbour Brief", "Week Ahead", "Coast Notes"))
    body = (
        f"<h1>{name}</h1><p>Our free daily e-mail with the stories that matter, chosen by "
        f"{m.pick(NAMES)}. Every weekday at seven in your inbox.</p><form><input name=mail>"
        "<button>Sign up</button></form><p>We will send you our newsletter and, now and then, "
        "news of offers. You can unsubscribe at any time with one click.</p><h2>Our other "
        "newsletters</h2>"
        + "".join(
            f"<div><h3>{m.pick(SECTIONS)} weekly</h3><p>The best of our desk, once a week, "
            f"with a note by the editor.</p><button>Sign up</button></div>"
            for _ in range(5)
        )
    )
    return f"/newsletters/{name.lower().replace(' ', '-')}", m.frame(f"Sign up for {name}", body)


def _score(m: Maker) -> tuple[str, str]:
    home, away = m.several(PLACES, 2)
    rows = "".join(
        f"<tr><td>{n}'</td><td>"
        f"{m.pick(('Goal', 'Corner', 'Foul', 'Yellow card', 'Shot saved'))}</td>"
        f"<td>{m.pick(NAMES)} ({m.pick((home, away))})</td></tr>"
        for n in sorted(m.several(tuple(range(1, 95)), 24))
    )
    body = (
        f"<h1>{home} {m.number(0, 4)} - {m.number(0, 4)} {away}</h1><p>Full time</p>"
        f"<table>{rows}</table><h2>Line-ups</h2><ul>"
        + "".join(f"<li>{n} {m.pick(NAMES)}</li>" for n in range(1, 23))
        + "</ul><h2>Statistics</h2><table><tr><td>Possession</td><td>54%</td><td>46%</td></tr>"
        "</table>"
    )
    data = {"@type": "SportsEvent", "name": f"{home} v {away}"}
    return f"/sport/live-scores/{m.number(1, 9999)}", m.frame(
        f"{home} v {away} live score", body, data=data
    )


def _crossword(m: Maker) -> tuple[str, str]:
    clues = "".join(
        f"<li>{n}. {m.pick(ADJECTIVES).title()} {m.pick(THINGS)} by the sea ({m.number(3, 9)})</li>"
        for n in range(1, 15)
    )
    name = m.pick(("Quick crossword", "Cryptic crossword", "Sudoku", "Mini crossword"))
    body = (
        f"<h1>{name} No {m.number(100, 9000)}</h1><div class=grid></div><h2>Across</h2>"
        f"<ol>{clues}</ol>"
        f"<h2>Down</h2><ol>{clues}</ol><button>Check all</button><button>Reveal</button><p>"
        f"Play our "
        "puzzles every day and keep your streak. Print this puzzle or play it on your phone.</p>"
    )
    return f"/puzzles/crossword/{m.number(1, 9999)}", m.frame(name, body)


def _profile(m: Maker) -> tuple[str, str]:
    name = m.pick(NAMES)
    body = (
        f"<h1>{name}</h1><p>{name} is a senior reporter for {m.site}, who covers {m.pick(PLACES)} "
        f"and the {m.pick(THINGS)}. Before, she worked for {m.pick(SITES)} for six years.</p>"
        f"<h2>Latest stories</h2>{m.teasers(m.number(8, 16))}"
    )
    data = {"@type": "ProfilePage", "mainEntity": {"@type": "Person", "name": name}}
    return f"/by/{name.lower().replace(' ', '-')}", m.frame(
        f"{name}, reporter", body, data=data, head="<meta property='og:type' content='profile'>"
    )


def _calendar(m: Maker) -> tuple[str, str]:
    rows = "".join(
        f"<div class=event><h3>"
        f"{m.link(m.pick(THINGS).title() + ' walk with ' + m.pick(NAMES))}</h3>"
        f"<p>{m.number(1, 28)} March, {m.number(9, 20)}:00, {m.pick(PLACES)} hall</p>"
        f"<p>Tickets from £{m.number(3, 30)}.</p></div>"
        for _ in range(m.number(8, 20))
    )
    return "/whats-on", m.frame("What’s on: events this month", f"<h1>What’s on</h1>{rows}")


def _robot(m: Maker) -> tuple[str, str]:
    title = m.pick(
        (
            "Just a moment...",
            "Access denied",
            "Are you a robot?",
            "Security check",
            "Pardon our interruption",
        )
    )
    body = (
        f"<h1>{title}</h1><p>Something about your browser made us think that you might be a "
        f"bot. To go "
        "on, please show that you are human. You are a power user moving through this website with "
        "super-human speed, or a plugin in your browser prevents scripts from running.</p>"
        f"<p>Reference #{m.number(10**8, 10**9)}</p>"
    )
    return f"/news/{m.number(1, 9999)}", m.frame(title, body, lean=True)


def _quote(m: Maker) -> tuple[str, str]:
    name = f"{m.pick(PLACES)} Shipping"
    figures = "".join(
        f"<tr><th>{key}</th><td>{m.share(1, 90):.2f}</td></tr>"
        for key in ("Open", "High", "Low", "Volume", "P/E", "Market cap", "52-week high")
    )
    body = (
        f"<h1>{name} (PESH)</h1><p>{m.share(5, 80):.2f} +1.3%</p><table>"
        f"{figures}</table><h2>About</h2>"
        f"<p>{name} runs {m.number(3, 40)} ferries along the coast. It was founded in "
        f"19{m.number(10, 99)} and has its "
        f"seat in {m.pick(PLACES)}. Quotes are delayed by fifteen minutes.</p><h2>News</h2>"
        f"{m.teasers(5, words=False)}"
    )
    return f"/markets/quote/PESH{m.number(1, 99)}", m.frame(f"{name} share price", body)


def _listings(m: Maker) -> tuple[str, str]:
    rows = "".join(
        f"<tr><td>{h}:{m.pick(('00', '30'))}</td><td>"
        f"{m.link(m.pick(ADJECTIVES).title() + ' ' + m.pick(THINGS).title())}</td>"
        f"<td>A visit to {m.pick(PLACES)} goes wrong. Repeat.</td></tr>"
        for h in range(6, 24)
    )
    return "/tv-guide", m.frame("TV guide tonight", f"<h1>TV guide</h1><table>{rows}</table>")


KINDS: tuple[tuple[str, Template], ...] = (
    ("tag page", _tag_page),
    ("consent wall", _consent_wall),
    ("login page", _login),
    ("gallery", _gallery),
    ("forum thread", _forum),
    ("PDF behind a page", _pdf_shell),
    ("newsletter sign-up", _newsletter),
    ("live score", _score),
    ("crossword", _crossword),
    ("author profile", _profile),
    ("event calendar", _calendar),
    ("robot check", _robot),
    ("share price", _quote),
    ("programme guide", _listings),
)
