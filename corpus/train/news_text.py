#!/usr/bin/env python3
"""Writes the running text that train.sh takes as NEWS.

    news_text.py COLLECTION DATA > NEWS

COLLECTION is a folder of articles in JSON with "title" and "content" (Article-Bias-Prediction's
data/jsons); DATA is the folder of corpora. A line a paragraph, articles end in a form feed. Spaces
that a tokenizer left before apostrophes go, paragraphs that stood before are left out, and so is
every article that shares three runs of twelve words with a text that development figures are
measured on. Who wrote an article and its labels are not read.
"""

import json
import pathlib
import re
import sys

RUN = 12  # words
SHARED_MOST = 2  # runs shared with development texts
ARTICLE_LEAST = 300  # characters
REPEATED_LEAST = 60  # shorter paragraphs may stand twice

PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\xa0": " ", "\t": " "})
JOINED = [
    (re.compile(r"n ?' ?t\b"), "n't"),
    (re.compile(r"N ?' ?T\b"), "N'T"),
    (re.compile(r"(\w) ?' (s|S|m|d|re|ve|ll|RE|VE|LL)\b"), r"\1 '\2"),
    (re.compile(r"\b([dDlLO]) ' (?=[A-Z])"), r"\1'"),
]


def runs_of(text):
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def development_runs(data):
    folders = [data.parent / "gold" / "dev", data.parent / "gold" / "seeds", data / "polnear" / "dev"]
    texts = [path for folder in folders for path in sorted(folder.rglob("*.txt"))]
    if not texts:
        sys.exit(f"news_text.py: no development texts beside {data}: name the folder of corpora")
    return set().union(*(runs_of(path.read_text(errors="replace").translate(PLAIN)) for path in texts))


def paragraphs_of(article, seen):
    text = f"{article.get('title') or ''}\n{article.get('content') or ''}".translate(PLAIN)
    for paragraph in text.split("\n"):
        paragraph = " ".join(paragraph.split())
        for pattern, plain in JOINED:
            paragraph = pattern.sub(plain, paragraph)
        if len(paragraph) < 3 or paragraph in seen:
            continue
        if len(paragraph) > REPEATED_LEAST:
            seen.add(paragraph)
        yield paragraph


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: news_text.py COLLECTION DATA > NEWS")
    collection, data = map(pathlib.Path, sys.argv[1:])
    files = sorted(collection.glob("*.json"))
    if not files:
        sys.exit(f"news_text.py: no .json files in {collection}")
    held_out = development_runs(data)
    seen = set()
    for path in files:
        paragraphs = list(paragraphs_of(json.loads(path.read_text()), seen))
        text = "\n".join(paragraphs)
        if len(text) >= ARTICLE_LEAST and len(runs_of(text) & held_out) <= SHARED_MOST:
            sys.stdout.write(text + "\n\f\n")


if __name__ == "__main__":
    main()
