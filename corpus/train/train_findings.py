#!/usr/bin/env python3
"""Train the weights by which linking judges accusations and answers.

train_findings.py LIST_FINDINGS HALF0.hsm HALF1.hsm TRAIN_FOLDER... --marked FOLDER [--measure FOLDER...]
        > corpus/models/findings.tsv

LIST_FINDINGS is the program beside this one. HALF0.hsm and HALF1.hsm are accusation models trained with
`half=0` and `half=1`: each judges the texts that it has not seen, so that its likelihoods are what they
are on new texts. Per kind a logistic regression with a Gaussian prior around zero; that of answers, of which there are
few, learns from the articles that we marked too (marked_accusations.py), that of accusations does not: they
are marked more freely than the gold. What is judged right
changes what later verdicts see: run it again with the new weights built in. Figures go to stderr: F1 by
thresholds, five-fold over documents on the training texts, then on the others with the installed model.
Needs Debian's python3-numpy.
"""
import os
import re
import subprocess
import sys

import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
HEADER = open(os.path.join(ROOT, 'daemon', 'annotate', 'finding_features.h'), encoding='utf8').read()
FEATURES = re.findall(r'\bX\((\w+)\)', HEADER.split('HS_FINDING_FEATURES(X)')[1].split('clang-format')[0])
DROP = os.environ.get('DROP', '!')
KINDS = ['accusation', 'answer']
FOLDS, STEPS, PENALTY = 5, 60, 1.0
THRESHOLDS = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55]


def verdicts(program, half, folders, model=None):
    """{kind: (documents, rows, right, number of annotated ones by document)}"""
    environment = dict(os.environ, **({'HEARSAY_ACCUSATION': model} if model else {}))
    output = subprocess.run([program, str(half), *folders], capture_output=True, check=True, env=environment).stdout
    found = [([], [], [], []) for _ in KINDS]
    document = -1
    for line in output.decode('utf8').splitlines():
        parts = line.split('\t')
        if line.startswith('# '):
            document += 1
            for kind in range(len(KINDS)):
                found[kind][3].append(int(parts[1 + kind]))
            continue
        documents, rows, right, _ = found[int(parts[0])]
        documents.append(document)
        rows.append([int(parts[1]) >> i & 1 if not FEATURES[i].startswith(DROP) else 0 for i in range(len(FEATURES))])
        right.append(int(parts[2]))
    return [(np.array(d), np.array(r, float).reshape(-1, len(FEATURES)), np.array(y, float), np.array(g))
            for d, r, y, g in found]


def first(found, count):
    """Those of the first documents."""
    documents, rows, right, gold = found
    return documents[documents < count], rows[documents < count], right[documents < count], gold[:count]


def joined(a, b):
    return (np.concatenate([a[0], b[0] + len(a[3])]), np.concatenate([a[1], b[1]]),
            np.concatenate([a[2], b[2]]), np.concatenate([a[3], b[3]]))


def fit(rows, right):
    """Newton's method."""
    weights = np.zeros(len(FEATURES))
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (share - right) + PENALTY * weights
        curve = (rows * (share * (1 - share))[:, None]).T @ rows + PENALTY * np.eye(len(FEATURES))
        change = np.linalg.solve(curve, slope)
        weights -= change
        if np.abs(change).max() < 1e-6:
            break
    return weights


def shares(weights, rows):
    return 1 / (1 + np.exp(-rows @ weights))


def figures(share, right, gold):
    text = []
    for least in THRESHOLDS:
        shown = share >= least
        hits = right[shown].sum()
        text.append(f'{least}: {2 * hits / max(1, shown.sum() + gold):.3f} '
                    f'({hits / max(1, shown.sum()):.2f} {hits / max(1, gold):.2f})')
    bins = np.minimum((share * 10).astype(int), 9)
    shown = share >= 0.35
    error = sum(abs(share[shown & (bins == b)].mean() - right[shown & (bins == b)].mean()) * (shown & (bins == b)).sum()
                for b in range(10) if (shown & (bins == b)).any()) / max(1, shown.sum())
    return ' '.join(text) + f'; calibration error of those from 0.35 {error:.3f}'


def main():
    program, half0, half1, *folders = sys.argv[1:]
    measured = []
    if '--measure' in folders:
        at = folders.index('--measure')
        folders, measured = folders[:at], folders[at + 1:]
    at = folders.index('--marked')
    folders, marked = folders[:at], folders[at + 1:]
    texts = sum(name.endswith('.json') for folder in folders for name in os.listdir(folder))
    halves = [verdicts(program, half, folders + marked, model) for half, model in enumerate((half0, half1))]
    train = [joined(a, b) for a, b in zip(*halves)]
    ours = halves[0][0], halves[1][0]
    train[0] = joined(first(ours[0], (texts + 1) // 2), first(ours[1], texts // 2))
    others = [(folder, verdicts(program, 2, [folder])) for folder in measured]
    columns = []
    for kind, name in enumerate(KINDS):
        documents, rows, right, gold = train[kind]
        share = np.zeros(len(right))
        for fold in range(FOLDS):
            out = documents % FOLDS == fold
            share[out] = shares(fit(rows[~out], right[~out]), rows[out])
        columns.append(fit(rows, right))
        print(f'{name}, train five-fold ({len(right)}, {int(right.sum())} right, {gold.sum()} annotated): '
              + figures(share, right, gold.sum()), file=sys.stderr)
        for folder, other in others:
            _, rows, right, gold = other[kind]
            print(f'{name}, {os.path.basename(folder)}: ' + figures(shares(columns[-1], rows), right, gold.sum()),
                  file=sys.stderr)
    print('feature\t' + '\t'.join(KINDS))
    for f, name in enumerate(FEATURES):
        print(name + '\t' + '\t'.join(f'{column[f]:.3f}' for column in columns))


main()
