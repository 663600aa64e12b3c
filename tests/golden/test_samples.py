#!/usr/bin/env python3
"""The samples against their gold annotations: no kind of annotation may fall below its floor.

test_samples.py HEARSAYD

A found annotation is right when it shares words with a gold one that no other has taken; F1 is
taken over all samples and hard cases together. The floors stand a little below what the engine
reaches, so that a change that loses more than it wins fails here. The figures are printed.
"""
import json
import sys
from pathlib import Path

from annotating import annotate

SAMPLES = Path(__file__).resolve().parents[2] / 'corpus' / 'samples'
FLOORS = {
    'quotes found': 0.84,
    'quotes word for word': 0.72,
    'speakers right': 0.75,
    'claims found': 0.64,
    'accusations found': 0.44,
    'accusing words, accused right': 0.39,
    'answers found': 0.45,
}


def overlap(a, b):
    return any(x[0] < y[1] and y[0] < x[1] for x in a for y in b)


def spans(value):
    return [(s['start'], s['end']) for s in value if s]


def name(party):
    if not party:
        return 'UNKNOWN'
    return 'AUTHOR' if party.get('author') else party['name']


def same(a, b):
    """One name's words end or begin the other's, titles and articles aside."""
    def key(text):
        words = text.lower().replace('.', '').split()
        while len(words) > 1 and words[0] in ('the', 'a', 'an', 'mr', 'mrs', 'ms', 'dr', 'sir', 'former'):
            words = words[1:]
        return words
    short, long = sorted((key(a), key(b)), key=len)
    return long[:len(short)] == short or long[-len(short):] == short


class Score:
    def __init__(self):
        self.right = self.predicted = self.gold = 0

    def add(self, predicted, gold, fits):
        free = list(gold)
        for item in predicted:
            match = next((g for g in free if fits(item, g)), None)
            if match is not None:
                free.remove(match)
                self.right += 1
        self.predicted += len(predicted)
        self.gold += len(gold)

    def f1(self):
        return 2 * self.right / (self.predicted + self.gold) if self.right else 0.0


def places(item, *fields):
    return [tuple(item['spans'][f]) for f in fields if item['spans'].get(f)]


def accused_of(item):
    return [item['accused']] if isinstance(item['accused'], str) else item['accused']


def score_document(scores, found, gold, text):
    def of(kind):
        return [a for a in found if a['kind'] == kind]

    def pieces(q):
        return [tuple(s) for s in q['spans']['content']]

    def trimmed(pairs):
        return [text[a:b].strip(' \n.,"“”‘’') for a, b in pairs]

    quotes = of('quote')
    scores['quotes found'].add(quotes, gold['quotes'],
                               lambda p, g: overlap(spans(p['content']), pieces(g)))
    scores['quotes word for word'].add(
        quotes, gold['quotes'], lambda p, g: trimmed(spans(p['content'])) == trimmed(pieces(g)))
    for g in gold['quotes']:
        hits = [p for p in quotes if overlap(spans(p['content']), pieces(g))]
        if hits:
            scores['speakers right'].gold += 1
            scores['speakers right'].predicted += 1
            scores['speakers right'].right += any(same(name(p['speaker']), g['speaker']) for p in hits)
    scores['claims found'].add(of('claim'), gold['claims'],
                               lambda p, g: overlap(spans([p['span']]), places(g, 'text')))

    def near(p, g):
        return overlap(spans([p.get('cue'), p['charge']]), places(g, 'cue', 'charge'))

    scores['accusations found'].add(of('accusation'), gold['accusations'], near)
    scores['accusing words, accused right'].add(
        [a for a in of('accusation') if a['form'] == 'explicit'],
        [a for a in gold['accusations'] if a['form'] == 'explicit'],
        lambda p, g: near(p, g) and any(same(name(x), y) for x in p['accused'] for y in accused_of(g)))
    scores['answers found'].add(
        of('answer'), gold['answers'],
        lambda p, g: overlap(spans([p.get('cue'), p['text']]), places(g, 'cue', 'text')))


def main():
    files = sorted(p for folder in (SAMPLES, SAMPLES / 'hard') for p in folder.iterdir()
                   if p.suffix in ('.txt', '.md', '.html') and p.with_suffix('.json').exists())
    scores = {kind: Score() for kind in FLOORS}
    themselves = []
    for path, found in zip(files, annotate(files, '--offsets=utf-32')):
        gold = json.loads(path.with_suffix('.json').read_text(encoding='utf8'))
        text = path.read_bytes().decode('utf8')
        themselves += [(path.name, name(a['accuser'])) for a in found
                       if a['kind'] == 'accusation' and name(a['accuser']) != 'UNKNOWN'
                       and name(a['accuser']) in map(name, a['accused'])]
        score_document(scores, found, gold, text)
    print(f'1..{len(FLOORS) + 1}')
    failed = False
    for number, (kind, floor) in enumerate(FLOORS.items(), 1):
        figure = scores[kind].f1()
        failed = failed or figure < floor
        print(f"{'ok' if figure >= floor else 'not ok'} {number} - {kind}: {figure:.3f}, at least {floor}")
    print(f"{'not ok' if themselves else 'ok'} {len(FLOORS) + 1} - nobody accuses himself {themselves or ''}")
    sys.exit(failed or bool(themselves))


main()
