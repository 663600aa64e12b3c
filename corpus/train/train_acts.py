#!/usr/bin/env python3
"""Train the weights by which speech is told from thought.

train_acts.py LIST_ACTS DATA GOLD_FOLDER [--measure GOLD_FOLDER POLNEAR_PART] > corpus/models/acts.tsv

LIST_ACTS is the program beside this one: what was decided on, and by what. In the PolNeAR articles of
GOLD_FOLDER (../shared/gold/train) the quotes are PolNeAR's attributions that are acts of speech, so that an
attribution of DATA/polnear that shares its words with no quote is none. A logistic regression with Gaussian
priors around zero, a narrow one for the state. Figures go to stderr: five-fold over documents, then on the
measured folder. Needs Debian's python3-numpy.
"""
import glob
import json
import os
import re
import subprocess
import sys

import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
HEADER = open(os.path.join(ROOT, 'daemon', 'annotate', 'quotes', 'act.h'), encoding='utf8').read()
FEATURES = re.findall(r'\bX\((\w+)\)', HEADER.split('HS_ACT_FEATURES(X)')[1].split('clang-format')[0])
FOLDS, STEPS, PENALTY, STATE_PENALTY = 5, 30, 1.0, float(os.environ.get('STATE_PENALTY', '20'))


def attributions(path):
    """The contents of a file of PolNeAR, as lists of code point spans."""
    spans, found = {}, []
    for line in open(path, encoding='utf8'):
        line = line.rstrip('\n')
        if re.match(r'T\d+\t', line):
            name, middle = line.split('\t')[:2]
            spans[name] = [tuple(map(int, s.split())) for s in middle.partition(' ')[2].split(';')]
        elif re.match(r'E\d+\t', line):
            parts = [part.split(':') for part in line.split('\t', 1)[1].split()]
            if parts[0][0].startswith('Attribution'):
                found.append([s for key, name in parts[1:] if re.match(r'[Cc]ontent', key) and name in spans
                              for s in spans[name]])
    return [content for content in found if content]


def shared(a, b):
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def decisions(program, data, part, folder):
    """(documents, rows of features and state, whether it was speech)"""
    files = [path[:-5] + '.txt' for path in sorted(glob.glob(os.path.join(folder, '*.json')))]
    output = subprocess.run([program, *files], capture_output=True, check=True).stdout.decode('utf8', 'replace')
    documents, rows, speech, document = [], [], [], -1
    for line in output.splitlines():
        if line.startswith('# '):
            document += 1
            path = line[2:]
            text = open(path, encoding='utf8', newline='').read()
            quotes = [q['spans']['content'] for q in json.load(open(path[:-4] + '.json', encoding='utf8'))['quotes']]
            marked = glob.glob(glob.escape(os.path.join(data, 'polnear', part, os.path.basename(path)[:-4])) + '*.ann')
            gold = attributions(marked[0]) if marked else []
            raw = text.encode('utf8')
            continue
        number, spans, state = line.split('\t')
        spans = [tuple(len(raw[:int(at)].decode('utf8', 'ignore')) for at in span.split('-'))
                 for span in spans.split(',')]
        best = max(gold, key=lambda content: shared(spans, content), default=[])
        if not shared(spans, best):
            continue
        documents.append(document)
        rows.append([int(number) >> i & 1 for i in range(len(FEATURES))] + [int(s) for s in state.split()])
        speech.append(any(shared(best, quote) for quote in quotes))
    return np.array(documents), np.array(rows, float), np.array(speech, float)


def fit(rows, right):
    """Newton's method; states count in units of 127."""
    penalty = np.array([PENALTY] * len(FEATURES) + [STATE_PENALTY] * (rows.shape[1] - len(FEATURES)))
    scaled = rows.copy()
    scaled[:, len(FEATURES):] /= 127
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (share - right) + penalty * weights
        curve = (scaled * (share * (1 - share))[:, None]).T @ scaled + np.diag(penalty)
        change = np.linalg.solve(curve, slope)
        weights -= change
        if np.abs(change).max() < 1e-6:
            break
    weights[len(FEATURES):] /= 127
    return weights


def main():
    program, data, folder, *rest = sys.argv[1:]
    documents, rows, speech = decisions(program, data, 'train', folder)
    right = 0
    for fold in range(FOLDS):
        out = documents % FOLDS == fold
        right += ((rows[out] @ fit(rows[~out], speech[~out]) >= 0) == (speech[out] > 0)).sum()
    weights = fit(rows, speech)
    print(f'{len(speech)} decisions, {int(speech.sum())} speech, right {right / len(speech):.3f} five-fold, '
          f'{((rows @ weights >= 0) == (speech > 0)).mean():.3f} in training', file=sys.stderr)
    if rest:
        _, rows, speech = decisions(program, data, rest[2], rest[1])
        print(f'{os.path.basename(rest[1])}: {len(speech)}, right {((rows @ weights >= 0) == (speech > 0)).mean():.3f}',
              file=sys.stderr)
    print('feature\tspeech')
    for name, weight in zip(FEATURES + [f'state {i}' for i in range(rows.shape[1] - len(FEATURES))], weights):
        print(f'{name}\t{weight:.5f}')


main()
