#!/usr/bin/env python3
"""Draw how often quotes are right against the confidence they are given.

reliability.py HEARSAY GOLD_FOLDER > docs/reliability.svg

HEARSAY annotates every NAME.txt of the folder; a quote is right when it shares words with one that
NAME.json (../shared/gold/GUIDE.md) holds. Dots stand at the mean confidence and the share right of
each tenth, their areas for the number of quotes; the expected calibration error goes to stderr.
"""
import glob
import json
import os
import subprocess
import sys

SIZE, MARGIN = 360, 50


def judged(program, folder):
    """[(confidence, right)] of every quote of speech."""
    golds = sorted(glob.glob(os.path.join(folder, '*.json')))
    command = [program, 'annotate', '--json', '--offsets=utf-32', *(g[:-5] + '.txt' for g in golds)]
    lines = subprocess.run(command, capture_output=True, check=True).stdout.decode('utf8').splitlines()
    found = []
    for path, line in zip(golds, lines):
        gold = json.load(open(path, encoding='utf8'))['quotes']
        spans = [span for quote in gold for span in quote['spans']['content']]
        for item in json.loads(line)['annotations']:
            if item['kind'] == 'quote' and item['act'] == 'speech':
                right = any(c['start'] < b and a < c['end'] for c in item['content'] for a, b in spans)
                found.append((item['confidence'], right))
    return found


def tenths(found):
    """[(mean confidence, share right, count)]"""
    bins = [[] for _ in range(10)]
    for confidence, right in found:
        bins[min(9, int(confidence * 10))].append((confidence, right))
    return [(sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b), len(b)) for b in bins if b]


def draw(bins):
    def x(value):
        return MARGIN + value * SIZE

    def y(value):
        return MARGIN + (1 - value) * SIZE

    whole = SIZE + 2 * MARGIN
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" font-family="sans-serif" '
             'font-size="12" role="img" aria-label="Reliability diagram of quotes">',
             f'<rect width="{whole}" height="{whole}" fill="white"/>',
             f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>',
             f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#888" stroke-dasharray="4 4"/>']
    for tick in range(0, 11, 2):
        value = tick / 10
        parts.append(f'<text x="{x(value)}" y="{y(0) + 18}" text-anchor="middle">{value}</text>')
        parts.append(f'<text x="{x(0) - 8}" y="{y(value) + 4}" text-anchor="end">{value}</text>')
    parts.append(f'<text x="{x(0.5)}" y="{whole - 12}" text-anchor="middle">confidence given</text>')
    parts.append(f'<text transform="translate(14 {y(0.5)}) rotate(-90)" text-anchor="middle">share right</text>')
    points = ' '.join(f'{x(c):.1f},{y(r):.1f}' for c, r, _ in bins)
    parts.append(f'<polyline points="{points}" fill="none" stroke="#1f5fa8" stroke-width="2"/>')
    for confidence, right, count in bins:
        parts.append(f'<circle cx="{x(confidence):.1f}" cy="{y(right):.1f}" r="{2 + count ** 0.5 / 2:.1f}" '
                     f'fill="#1f5fa8"/>')
        at_edge = confidence > 0.9
        place = f'x="{x(1) - 4}" y="{y(right) + 24:.1f}" text-anchor="end"' if at_edge else \
            f'x="{x(confidence) + 10:.1f}" y="{y(right) + 16:.1f}"'
        parts.append(f'<text {place}>{count}</text>')
    return '\n'.join(parts + ['</svg>'])


def main():
    found = judged(*sys.argv[1:3])
    bins = tenths(found)
    error = sum(abs(confidence - right) * count for confidence, right, count in bins) / len(found)
    print(f'{len(found)} quotes, expected calibration error {error:.3f}', file=sys.stderr)
    for confidence, right, count in bins:
        print(f'confidence {confidence:.3f}  right {right:.3f}  {count}', file=sys.stderr)
    print(draw(bins))


main()
