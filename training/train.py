"""Train the network that tags who says what, and write the weights that the package ships.

    python training/train.py TRAIN.npz DEV.npz --out model.npz

Needs torch (training/requirements.txt) and nothing of the project itself; a run takes some
minutes on one core. `--without PUBLISHER` leaves a publisher's articles out, for figures on
publishers never seen. See docs/model-card.md for what the network is.
"""

from __future__ import annotations

import argparse
import collections
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

TAGS, LINK, REACH = 7, 32, 100
# How far each layer looks to both sides; the parse carries it further.
DISTANCES = (1, 2, 4, 8)
# Words of each step that are asked whom they point to; all of them would take half the time.
ASKED = 400
WIDTH = 96
NAMED = {"lemmas": 48, "tags": 16, "deps": 16, "kinds": 8}
FEWEST = {"lemmas": 4, "tags": 1, "deps": 1, "kinds": 1}
FLAGS = 7
VECTORS = 48


class Layer(nn.Module):
    """Each word with its neighbours, its head and the mean of its children, gated."""

    def __init__(self, distance: int, dropout: float) -> None:
        super().__init__()
        self.distance = distance
        self.norm = nn.LayerNorm(WIDTH)
        self.mix = nn.Linear(5 * WIDTH, 2 * WIDTH)
        self.drop = nn.Dropout(dropout)

    def forward(self, hidden, heads):
        plain = self.norm(hidden)
        gap = plain.new_zeros(self.distance, WIDTH)
        before = torch.cat([gap, plain[: -self.distance]])
        after = torch.cat([plain[self.distance :], gap])
        children = torch.zeros_like(plain).index_add(0, heads, plain)
        count = torch.zeros(len(plain)).index_add(0, heads, torch.ones(len(plain)))
        children = children / count.clamp(min=1)[:, None]
        joined = torch.cat([before, plain, after, plain[heads], children], 1)
        return hidden + self.drop(functional.glu(self.mix(joined), 1))


class Network(nn.Module):
    """Scores of the seven tags of each word, and what it has to say about links."""

    def __init__(self, sizes: dict[str, int], dropout: float) -> None:
        super().__init__()
        self.named = nn.ModuleDict({n: nn.Embedding(sizes[n], w) for n, w in NAMED.items()})
        self.rules = nn.Embedding(TAGS, 16)
        self.vectors = nn.Linear(300, VECTORS)
        self.drop = nn.Dropout(dropout)
        self.enter = nn.Linear(96 + VECTORS + sum(NAMED.values()) + 16 + FLAGS, WIDTH)
        self.layers = nn.ModuleList(Layer(distance, dropout) for distance in DISTANCES)
        self.norm = nn.LayerNorm(WIDTH)
        self.tags = nn.Linear(WIDTH, TAGS)
        self.dependent = nn.Linear(WIDTH, 2 * LINK)
        self.anchor = nn.Linear(WIDTH, 2 * LINK)
        self.near = nn.Parameter(torch.zeros(2, 2 * REACH + 1))

    def forward(self, words):
        parts = [self.named[name](words[name]) for name in NAMED]
        parts += [self.rules(words["rules"]), self.vectors(words["vectors"])]
        parts += [words["tensor"], words["flags"]]
        hidden = self.enter(self.drop(torch.cat(parts, 1)))
        for layer in self.layers:
            hidden = layer(hidden, words["heads"])
        hidden = self.norm(hidden)
        return self.tags(hidden), self.dependent(hidden), self.anchor(hidden)

    def pointing(self, dependent, anchor, rows, relation):
        """Log-probability that each of ``rows`` points to each word within reach of it."""
        offsets = torch.arange(-REACH, REACH + 1)
        places = rows[:, None] + offsets[None]
        inside = (places >= 0) & (places < len(anchor))
        cut = slice(relation * LINK, (relation + 1) * LINK)
        near = anchor[places.clamp(0, len(anchor) - 1), cut]
        scores = (near @ dependent[rows, cut].unsqueeze(-1)).squeeze(-1) / math.sqrt(LINK)
        scores = (scores + self.near[relation]).masked_fill(~inside, -1e4)
        return scores.log_softmax(-1), places.clamp(0, len(anchor) - 1)


def loss_of(model, words, weight):
    tags, dependent, anchor = model(words)
    gold, owner = words["gold"], words["owner"]
    loss = functional.cross_entropy(tags, gold, weight=weight)
    cue = (gold == 1) | (gold == 2)
    for relation, low in enumerate((3, 5)):
        rows = torch.nonzero((gold == low) | (gold == low + 1)).squeeze(-1)
        if not len(rows):
            continue
        if len(rows) > ASKED:
            rows = rows[torch.randperm(len(rows))[:ASKED]]
        scores, places = model.pointing(dependent, anchor, rows, relation)
        ours = (owner[places] == owner[rows][:, None]) & cue[places]
        some = ours.any(-1)
        if some.any():
            right = scores.masked_fill(~ours, -1e4)[some]
            loss = loss + 0.3 * -torch.logsumexp(right, -1).mean()
    return loss


def read(path: Path, tables: dict[str, dict[str, int]] | None):
    """The articles, a dict of tensors each, and the tables of strings that name the rows."""
    data = dict(np.load(path))
    if tables is None:
        tables = {}
        for name in NAMED:
            counts = collections.Counter(data[name].tolist())
            kept = sorted(n for n, count in counts.items() if count >= FEWEST[name] and n)
            tables[name] = {text: row for row, text in enumerate(kept, 1)}
    columns = {n: np.array([tables[n].get(t, 0) for t in data[n].tolist()]) for n in NAMED}
    columns |= {n: data[n].astype(np.int64) for n in ("rules", "heads", "gold", "owner")}
    columns |= {n: data[n].astype(np.float32) for n in ("tensor", "vectors", "flags")}
    articles, start = [], 0
    for size in data["sizes"]:
        cut = {n: torch.from_numpy(column[start : start + size]) for n, column in columns.items()}
        articles.append(cut)
        start += size
    return articles, [str(name) for name in data["publisher"]], tables


def joined(articles):
    """Several articles as one, far enough apart not to see each other."""
    gap = max(DISTANCES)
    out, at = collections.defaultdict(list), 0
    for number, article in enumerate(articles):
        size = len(article["gold"])
        moved = {
            "heads": article["heads"] + at,
            "owner": torch.where(article["owner"] >= 0, article["owner"] + 1000 * number, -1),
        }
        for name, column in (article | moved).items():
            empty = torch.zeros(gap, *column.shape[1:], dtype=column.dtype)
            if name == "heads":
                empty = torch.arange(at + size, at + size + gap)
            if name == "owner":
                empty = empty - 1
            out[name] += [column, empty]
        at += size + gap
    return {name: torch.cat(columns) for name, columns in out.items()}


@torch.no_grad()
def word_scores(model, articles):
    """F1 of each part by words, and how often a content word points to its own cue."""
    model.eval()
    counts, pointed = np.zeros((3, 3)), np.zeros(2)
    for words in articles:
        tags, dependent, anchor = model(words)
        guess, gold, owner = (tags.argmax(-1) + 1) // 2, (words["gold"] + 1) // 2, words["owner"]
        for part in (1, 2, 3):
            g, f = gold == part, guess == part
            counts[part - 1] += [int((g & f).sum()), int(f.sum()), int(g.sum())]
        rows = torch.nonzero(gold == 3).squeeze(-1)
        scores, places = model.pointing(dependent, anchor, rows, 1)
        best = torch.gather(places, 1, scores.argmax(-1, keepdim=True)).squeeze(-1)
        pointed += [int(((owner[best] == owner[rows]) & (gold[best] == 1)).sum()), len(rows)]
    model.train()
    names = ("cue", "source", "content")
    shown = {
        n: round(200 * c[0] / max(1, c[1] + c[2]), 1) for n, c in zip(names, counts, strict=True)
    }
    return shown | {"pointing": round(100 * pointed[0] / max(1, pointed[1]), 1)}


def save(model, tables, path: Path) -> None:
    arrays = {name: value.numpy().astype(np.float16) for name, value in model.state_dict().items()}
    arrays["table.distances"] = np.array(DISTANCES)
    for name, table in tables.items():
        arrays[f"table.{name}"] = np.array(sorted(table, key=table.get))
    np.savez_compressed(path, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=4, help="articles a step")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--without", default="", help="publishers to leave out, by commas")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    articles, publishers, tables = read(options.train, None)
    left_out = set(options.without.split(","))
    articles = [a for a, name in zip(articles, publishers, strict=True) if name not in left_out]
    dev, _, _ = read(options.dev, tables)
    model = Network({n: len(t) + 1 for n, t in tables.items()}, options.dropout)
    print(sum(p.numel() for p in model.parameters()), "weights", len(articles), "articles")
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=0.02)
    steps = options.epochs * math.ceil(len(articles) / options.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, steps, pct_start=0.1)
    weight = torch.ones(TAGS)
    for epoch in range(options.epochs):
        started, total = time.time(), 0.0
        random.shuffle(articles)
        for start in range(0, len(articles), options.batch):
            words = joined(articles[start : start + options.batch])
            # Words are hidden now and then, so that no lemma is relied on alone.
            hide = torch.rand(len(words["lemmas"])) < 0.08
            words["lemmas"] = words["lemmas"].masked_fill(hide, 0)
            loss = loss_of(model, words, weight)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * options.batch / len(articles)
        shown = {"epoch": epoch, "loss": round(total, 4), "s": round(time.time() - started)}
        print(json.dumps(shown | word_scores(model, dev)), flush=True)
        save(model, tables, options.out)


if __name__ == "__main__":
    main()
