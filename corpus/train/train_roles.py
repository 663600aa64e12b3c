#!/usr/bin/env python3
"""Train the weights by which parties are given their roles: who is accused, accuses, answers.

train_roles.py LIST_ROLES TRAIN_FOLDER... [--measure FOLDER...] > corpus/models/roles.tsv

LIST_ROLES is the program beside this one: among whom each role of the annotated accusations and answers
is chosen, and by which features. A folder holds NAME.json beside NAME.txt (../shared/gold/GUIDE.md). Per
role a softmax over the candidates is fitted (log-likelihood of the right ones, with a Gaussian prior
around zero) by Adam over all samples at once; choices whose right party is not among the candidates are
left out. What was chosen before changes what later choices see, and weights say which mentions are kept:
run it again with the new weights built in until the figures, which go to stderr (five-fold over documents,
all choices counted), stand still. Needs Debian's python3-numpy.
"""
import json
import os
import re
import subprocess
import sys

import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
HEADER = open(os.path.join(ROOT, 'daemon', 'annotate', 'role_features.h'), encoding='utf8').read()
TASKS = [t.lower() for t in re.findall(r'^    HS_ROLE_(?!TASK_COUNT)([A-Z_]+),?$', HEADER, flags=re.M)]


def features_of(name):
    body = HEADER.split(f'HS_{name}_FEATURES(X)')[1]
    return re.findall(r'\bX\((\w+)\)', re.split(r'\n\n|clang-format', body)[0])


SIGHT, PARTY = features_of('SIGHT'), features_of('PARTY')
FEATURES = SIGHT + PARTY
TITLES = set('mr mrs ms miss dr sir dame lord lady sen senator rep representative gov governor president '
             'prime minister secretary general former the'.split())
SYNONYMS = [{'uk', 'britain', 'united kingdom', 'great britain', 'london', 'uk government', 'british government'},
            {'us', 'u.s.', 'usa', 'united states', 'america', 'washington', 'u.s. government'},
            {'russia', 'moscow', 'kremlin', 'russian federation', 'russian government'}]
FOLDS, STEPS, RATE = 5, 200, 0.05
PENALTY = float(os.environ.get('PENALTY', '0.5'))


def words(name):
    name = re.sub(r"['’]s?$", '', name.strip().lower())
    found = (name if name.startswith('u.s') else re.sub('[.,]', '', name)).split()
    while len(found) > 1 and found[0] in TITLES:
        found = found[1:]
    return found


def same(a, b):
    """Equal, synonyms, or one name's words begin or end the other's."""
    a, b = words(a), words(b)
    if a == b or any(' '.join(a) in s and ' '.join(b) in s for s in SYNONYMS):
        return bool(a)
    short, long = sorted((a, b), key=len)
    if short in ([], ['author'], ['unknown']):
        return False
    return long[:len(short)] == short or long[-len(short):] == short


def gold_names(gold, task, number):
    if task == TASKS.index('answerer'):
        return [gold['answers'][number]['by']]
    found = gold['accusations'][number]['accused' if task < 2 else 'accuser']
    return found if isinstance(found, list) else [found]


def bits(number, count):
    return [number >> i & 1 for i in range(count)]


def samples(program, folders):
    """{task: [(document, candidates [count][features], right [count])]}"""
    output = subprocess.run([program, *folders], capture_output=True, check=True).stdout.decode('utf8', 'replace')
    found, document = {task: [] for task in range(len(TASKS))}, -1
    for line in output.splitlines():
        if line.startswith('# '):
            gold = json.load(open(line[2:-4] + '.json', encoding='utf8'))
            document += 1
            continue
        parts = line.split('\t')
        task, names = int(parts[0]), gold_names(gold, int(parts[0]), int(parts[1]))
        rows = [bits(int(s), len(SIGHT)) + bits(int(p), len(PARTY)) for s, p in zip(parts[2::3], parts[3::3])]
        right = [any(same(name, n) for n in names) for name in parts[4::3]]
        found[task].append((document, np.array(rows, np.float32), np.array(right)))
    return found


def fit(data):
    """Weights, by all candidates of all choices in one matrix."""
    data = [d for d in data if d[2].any()]
    rows = np.concatenate([d[1] for d in data])
    right = np.concatenate([d[2] for d in data]).astype(np.float32)
    starts = np.cumsum([0] + [len(d[2]) for d in data[:-1]])
    owner = np.repeat(np.arange(len(data)), [len(d[2]) for d in data])
    weights = np.zeros(len(FEATURES), np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        share = powers / np.add.reduceat(powers, starts)[owner]
        good = np.add.reduceat(share * right, starts)[owner]
        slope = (share - share * right / good) @ rows + np.float32(PENALTY) * weights
        mean = np.float32(0.9) * mean + np.float32(0.1) * slope
        square = np.float32(0.99) * square + np.float32(0.01) * slope * slope
        rate = np.float32(RATE * (1 - 0.9 * step / STEPS))
        mean_now = mean / np.float32(1 - 0.9 ** step)
        weights -= rate * mean_now / (np.sqrt(square / np.float32(1 - 0.99 ** step)) + np.float32(1e-8))
    return weights


def hits(weights, data):
    return sum(bool(right[np.argmax(rows @ weights)]) for _, rows, right in data)


def main():
    folders = sys.argv[2:]
    measured = []
    if '--measure' in folders:
        at = folders.index('--measure')
        folders, measured = folders[:at], folders[at + 1:]
    train = samples(sys.argv[1], folders)
    others = [(folder, samples(sys.argv[1], [folder])) for folder in measured]
    columns = []
    for task, name in enumerate(TASKS):
        data = train[task]
        columns.append(fit(data))
        held_out = sum(hits(fit([d for d in data if d[0] % FOLDS != fold]), [d for d in data if d[0] % FOLDS == fold])
                       for fold in range(FOLDS))
        present = sum(d[2].any() for d in data)
        text = f'{name}: {len(data)}, among the candidates {present / len(data):.3f}, right five-fold ' \
               f'{held_out / len(data):.3f}, in training {hits(columns[-1], data) / len(data):.3f}'
        for folder, other in others:
            text += f'; {os.path.basename(folder)} {hits(columns[-1], other[task]) / max(1, len(other[task])):.3f} of ' \
                    f'{len(other[task])} (among {sum(d[2].any() for d in other[task]) / max(1, len(other[task])):.3f})'
        print(text, file=sys.stderr)
    print('feature\t' + '\t'.join(TASKS))
    for f, name in enumerate(FEATURES):
        print(name + '\t' + '\t'.join(f'{column[f]:.3f}' for column in columns))


main()
