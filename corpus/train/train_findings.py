#!/usr/bin/env python3
"""Train the small network by which linking judges accusations.

train_findings.py LIST_FINDINGS HALF0.hsm HALF1.hsm TRAIN_FOLDER... --more FOLDER... [--measure FOLDER...]
        > corpus/models/findings.tsv

LIST_FINDINGS is the program beside this one. HALF0.hsm and HALF1.hsm are accusation models trained with
`half=0` and `half=1`: each judges the texts that it has not seen, so that its likelihoods are what they
are on new texts. The folders are in the form of the gold; `--more` holds what we marked ourselves: with a
"share" of its own where a mark may be too free (marked_accusations.py), which then is what the network is
to say. Per kind one hidden layer with dropout beside the direct weights, by Adam, gold counting double.
What is judged right changes what later verdicts see: run it again with the new weights built in. Figures
go to stderr: F1 by thresholds, five-fold over the gold documents, then on the others with the installed
model. Needs Debian's python3-numpy.
"""
import json
import os
import re
import subprocess
import sys

import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
HEADER = open(os.path.join(ROOT, 'daemon', 'annotate', 'accusations', 'finding_features.h'), encoding='utf8').read()


def features_of(name):
    return re.findall(r'\bX\((\w+)\)', HEADER.split(f'HS_{name}_FEATURES(X)')[1].split('\n\n')[0].split('/*')[0])


FINDING, NUMBER = features_of('FINDING'), features_of('NUMBER')
FEATURES = FINDING + NUMBER
HIDDEN = int(re.search(r'HS_FINDING_HIDDEN = (\d+)', HEADER)[1])
KINDS = ['accusation']
FOLDS, EPOCHS, BATCH, RATE, DECAY, DROPOUT, GOLD_WEIGHT = 5, 6, 64, 0.002, 1e-3, 0.5, 2.0
UNMARKED = 0.04  # share of annotated ones among what we left unmarked, in articles marked too freely
THRESHOLDS = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5]


class Findings:
    """What was judged in some texts: rows of features, what they are to be, and the document of each."""

    def __init__(self):
        self.documents, self.rows, self.target, self.hit, self.ours, self.annotated = [], [], [], [], [], {}

    def arrays(self):
        self.documents, self.ours = np.array(self.documents), np.array(self.ours, bool)
        self.rows = np.array(self.rows, np.float32).reshape(-1, len(FEATURES))
        self.target, self.hit = np.array(self.target, np.float32), np.array(self.hit, np.float32)
        return self


def verdicts(program, half, folders, found, more=(), model=None):
    """Adds to found[kind] what `program` lists."""
    environment = dict(os.environ, **({'HEARSAY_ACCUSATION': model} if model else {}))
    output = subprocess.run([program, str(half), *folders], capture_output=True, check=True, env=environment).stdout
    for line in output.decode('utf8').splitlines():
        parts = line.split('\t')
        if line.startswith('# '):
            path = line[2:].split('\t')[0]
            ours = os.path.dirname(path) in more
            gold = json.load(open(path[:-4] + '.json', encoding='utf8'))
            free = any('share' in one for one in gold['accusations'])
            for kind in range(len(KINDS)):
                found[kind].annotated[path] = 0 if ours else int(parts[1 + kind])
            continue
        kind, features, match = map(int, parts[:3])
        marks = gold['accusations']
        here = found[kind]
        here.documents.append(len(here.annotated))
        here.rows.append([features >> i & 1 for i in range(len(FINDING))] + [float(x) for x in parts[3:]])
        here.hit.append(match >= 0)
        here.target.append((UNMARKED if free else 0) if match < 0 else marks[match].get('share', 1))
        here.ours.append(ours)


def fit(rows, target, weight, seed):
    """{'direct': [features], 'into': [features][hidden], 'out': [hidden]}"""
    random = np.random.default_rng(seed)

    def some(*shape):
        return (random.standard_normal(shape) * 0.05).astype(np.float32)

    net = {'direct': np.zeros(len(FEATURES), np.float32), 'into': some(len(FEATURES), HIDDEN), 'out': some(HIDDEN) * 4}
    mean, square = ({name: np.zeros_like(value) for name, value in net.items()} for _ in range(2))
    steps, step = EPOCHS * (len(rows) // BATCH), 0
    for _ in range(EPOCHS):
        order = random.permutation(len(rows))
        for first in range(0, len(order) - BATCH, BATCH):
            step += 1
            at = order[first:first + BATCH]
            sums = rows[at] @ net['into']
            kept = (random.random(sums.shape) > DROPOUT).astype(np.float32) / (1 - DROPOUT)
            hidden = np.maximum(sums, 0) * kept
            share = 1 / (1 + np.exp(-rows[at] @ net['direct'] - hidden @ net['out']))
            wrong = (share - target[at]) * weight[at] / BATCH
            slope = {'direct': rows[at].T @ wrong, 'out': hidden.T @ wrong,
                     'into': rows[at].T @ (wrong[:, None] * net['out'] * kept * (sums > 0))}
            rate = RATE * (1 - step / steps) + 1e-5
            for name in net:
                mean[name] = 0.9 * mean[name] + 0.1 * slope[name]
                square[name] = 0.999 * square[name] + 0.001 * slope[name] ** 2
                change = mean[name] / (1 - 0.9 ** step) / (np.sqrt(square[name] / (1 - 0.999 ** step)) + 1e-8)
                net[name] -= rate * (change + DECAY * net[name])
    return net


def shares(net, rows):
    return 1 / (1 + np.exp(-rows @ net['direct'] - np.maximum(rows @ net['into'], 0) @ net['out']))


def figures(share, hit, gold):
    text = []
    for least in THRESHOLDS:
        shown = share >= least
        hits = hit[shown].sum()
        text.append(f'{least}: {2 * hits / max(1, shown.sum() + gold):.3f} '
                    f'({hits / max(1, shown.sum()):.2f} {hits / max(1, gold):.2f})')
    bins = np.minimum((share * 10).astype(int), 9)
    shown = share >= 0.25
    error = sum(abs(share[shown & (bins == b)].mean() - hit[shown & (bins == b)].mean()) * (shown & (bins == b)).sum()
                for b in range(10) if (shown & (bins == b)).any()) / max(1, shown.sum())
    return ' '.join(text) + f'; calibration error of those from 0.25 {error:.3f}'


def split(arguments):
    """The lists of folders before, behind --more and behind --measure."""
    lists, name = {'': [], '--more': [], '--measure': []}, ''
    for argument in arguments:
        if argument in lists:
            name = argument
        else:
            lists[name].append(argument.rstrip('/'))
    return lists.values()


def main():
    program, half0, half1 = sys.argv[1:4]
    folders, more, measured = split(sys.argv[4:])
    train = [Findings() for _ in KINDS]
    for half, model in enumerate((half0, half1)):
        verdicts(program, half, folders + more, train, more, model)
    nets = []
    for kind, name in enumerate(KINDS):
        found = train[kind].arrays()
        weight = np.where(found.ours, 1, GOLD_WEIGHT).astype(np.float32)
        share = np.zeros(len(found.hit))
        for fold in range(FOLDS):
            out = ~found.ours & (found.documents % FOLDS == fold)
            share[out] = shares(fit(found.rows[~out], found.target[~out], weight[~out], fold), found.rows[out])
        gold, annotated = ~found.ours, sum(found.annotated.values())
        nets.append(fit(found.rows, found.target, weight, FOLDS))
        print(f'{name}, gold five-fold ({gold.sum()} of {len(gold)}, {annotated} annotated): '
              + figures(share[gold], found.hit[gold], annotated), file=sys.stderr)
        for folder in measured:
            others = [Findings() for _ in KINDS]
            verdicts(program, 2, [folder], others)
            other = others[kind].arrays()
            print(f'{name}, {os.path.basename(folder)}: '
                  + figures(shares(nets[-1], other.rows), other.hit, sum(other.annotated.values())), file=sys.stderr)
    print('feature\t' + '\t'.join(KINDS))
    for f, name in enumerate(FEATURES):
        print(name + '\t' + '\t'.join(cell(net['direct'][f], net['into'][f]) for net in nets))
    print('output\t' + '\t'.join(cell(0, net['out']) for net in nets))


def cell(direct, hidden):
    return ','.join(f'{number:.3f}' for number in (direct, *hidden))


main()
