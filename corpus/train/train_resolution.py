#!/usr/bin/env python3
"""Train the weights of mention resolution on annotated news.

train_resolution.py LIST_DECISIONS GOLD_FOLDER... > corpus/models/resolution.tsv

LIST_DECISIONS is the program beside this one: it says what each mention was resolved among and by which
features. A folder holds NAME.json beside NAME.txt (../shared/gold/GUIDE.md): the speaker of each quote
whose source is such a mention is the right answer; where no candidate has that name, somebody new is.
Per kind of mention a softmax over the candidates is fitted (log-likelihood of the right ones, with a
Gaussian prior around weights that were set by hand, for kinds with few examples), by gradient ascent. What was chosen before changes what later mentions see, so run it again with
the new weights built in until the figures, which go to stderr (five-fold over documents), stand still. These
weights choose where the network of mention_model.h is missing, so it is left out here; without it groups are
not asked about, and pronouns always mean somebody.
"""
import glob
import json
import math
import os
import re
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
HEADER = open(os.path.join(ROOT, 'daemon', 'annotate', 'references', 'mention_features.h'), encoding='utf8').read()
KINDS = [k.lower() for k in re.findall(r'HS_MENTION_([A-Z]+),', HEADER)]
FEATURES = re.findall(r'\bX\((\w+)\)', HEADER.split('HS_CANDIDATE_FEATURES(X)')[1].split('#define')[0])
TITLES = set('mr mrs ms miss dr sir dame lord lady sen senator rep representative gov governor president '
             'prime minister secretary general former the a an'.split())
STEPS, PENALTY, FOLDS = 200, 2, 5
PRONOUNS = ('he', 'it', 'they')

# What each kind of mention is expected to heed, before any example: he it they person body thing short.
PRIOR = {
    'same_sentence': [1.4] * 6 + [0.8], 'sentence_before': [1.2] * 6 + [0.6],
    'two_or_three_before': [0.8] * 6 + [0.4],
    'up_to_seven_before': [0.2] * 7, 'further_before': [-0.6] * 7, 'not_yet': [-3] * 7,
    'subject': [0.6] * 7, 'latest_speaker': [0.8, 0.5, 0.5, 0.5, 0.3, 0.3, 0.5],
    'enclosing_reports': [1, 0, 0, 0, 0, 0, 0], 'enclosing_quotes': [-1, 0, 0, 0, 0, 0, 0],
    'goes_on': [1.5, 0, 0, 0, 0, 0, 0], 'gender_fits': [0.4] * 7, 'sure_person': [1.5, 0, 0, 1, 0, 0, 0],
    'described': [-1] * 7, 'role_fits': [0, 0, 0, 4, 2, 2, 0], 'role_clashes': [0, 0, 0, -0.6, 0, 0, 0],
    'word_of_name': [0, 0, 0, 0, 4, 4, 0], 'same_description': [0, 0, 0, 4, 5, 5, 0],
    'modifier_fits': [0, 0, 0, 1.5, 1.5, 1.5, 0], 'country_fits': [0, 0, 0, 1, 1, 1, 0],
    'country_clashes': [0, 0, 0, -1, -1, -1, 0], 'new': [0, 0, 0, 3, 2.5, 3.5, 0],
    'new_long': [0, 0, 0, 1, 1, 1, 0], 'new_owned': [0, 0, 0, 1, 1, 1, 0], 'new_bare': [0, 0, 0, -2.5, -2.5, -1.5, 0],
    'organisation': [0, 1, 1, 0, 1.5, 0, 0], 'place': [0, 0, 0, 0, -1, -1, 0], 'group': [0, -1, 1.5, 0, 0, 0, 0],
    'alone': [0, 0, 0, 1, 1.5, 0.5, 0], 'person': [0, -0.5, -1, 0, -0.5, 0, 0], 'most_mentioned': [0.3] * 6 + [2.5], 'first_name': [0] * 6 + [-2],
}


def words(name):
    found = re.sub(r"['’]s?$", '', name.strip().lower()).replace('.', '').replace(',', '').split()
    while len(found) > 1 and found[0] in TITLES:
        found = found[1:]
    return found


def same(a, b):
    """One name's words begin or end the other's."""
    short, long = sorted((words(a), words(b)), key=len)
    return bool(short) and (long[:len(short)] == short or long[-len(short):] == short)


def decisions(program, files):
    """{file: [(kind, start, end, [(features, name)])]}, places in bytes."""
    output = subprocess.run([program, *files], capture_output=True, check=True,
                            env={**os.environ, 'HEARSAY_MENTIONS': 'none'}).stdout.decode('utf8', 'replace')
    found = {}
    for line in output.splitlines():
        if line.startswith('# '):
            current = found.setdefault(line[2:], [])
            continue
        parts = line.split('\t')
        bits = [[i for i in range(len(FEATURES)) if int(b) >> i & 1] for b in parts[3::2]]
        kind, choices = int(parts[0]), list(zip(bits, parts[4::2]))
        if KINDS[kind] in PRONOUNS:
            choices = [(of, name) for of, name in choices if name != '-']
        current.append((kind, int(parts[1]), int(parts[2]), choices))
    return found


def answer(made, source):
    """The choice made for the words that name a source, or None: the one most like it."""
    best, most = None, 0.5
    for choice in made:
        shared = min(choice[2], source[1]) - max(choice[1], source[0])
        share = shared / (max(choice[2], source[1]) - min(choice[1], source[0]))
        if choice[1] == source[0] and choice[2] - choice[1] > 6:
            share = max(share, 0.6)
        if share > most:
            best, most = choice, share
    return best


def samples(program, folders):
    """[(document, kind, [features], [right])]"""
    found = []
    files = [f[:-5] + '.txt' for folder in folders for f in sorted(glob.glob(os.path.join(folder, '*.json')))]
    made = decisions(program, files)
    for document, file in enumerate(files):
        text = open(file, encoding='utf8', newline='').read()
        gold = json.load(open(file[:-4] + '.json', encoding='utf8'))
        seen = set()
        for quote in gold['quotes']:
            span = quote['spans'].get('source')
            if not span or quote['speaker'] in ('AUTHOR', 'UNKNOWN'):
                continue
            span = span if isinstance(span[0], int) else span[0]
            source = [len(text[:at].encode('utf8')) for at in span]
            choice = answer(made[file], source)
            if not choice or choice[1] in seen:
                continue
            seen.add(choice[1])
            right = [i for i, (bits, name) in enumerate(choice[3]) if name != '-' and same(name, quote['speaker'])]
            right = right or [i for i, (bits, name) in enumerate(choice[3]) if name == '-']
            if right:
                found.append((document, choice[0], [bits for bits, name in choice[3]], right))
    return found


def shares(weights, candidates):
    scores = [sum(weights[f] for f in bits) for bits in candidates]
    most = max(scores)
    powers = [math.exp(s - most) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def fit(kind, data):
    """Ascends with a step a weight that grows while its gradient keeps its sign (iRprop-)."""
    prior = [dict(enumerate(PRIOR.get(name, []))).get(kind, 0) for name in FEATURES]
    weights = list(prior)
    steps, before = [0.05] * len(FEATURES), [0.0] * len(FEATURES)
    for _ in range(STEPS if data else 0):
        slope = [-2 * PENALTY * (w - p) for w, p in zip(weights, prior)]
        for _, _, candidates, right in data:
            share = shares(weights, candidates)
            good = sum(share[i] for i in right)
            for i, bits in enumerate(candidates):
                change = (share[i] / good if i in right else 0) - share[i]
                for f in bits:
                    slope[f] += change
        for f, s in enumerate(slope):
            if s * before[f] > 0:
                steps[f] = min(steps[f] * 1.2, 0.5)
            elif s * before[f] < 0:
                steps[f] *= 0.5
                s = 0
            weights[f] += steps[f] * ((s > 0) - (s < 0))
            before[f] = s
    return weights


def right(weights, data):
    hits = 0
    for _, _, candidates, good in data:
        share = shares(weights, candidates)
        hits += share.index(max(share)) in good
    return hits


def main():
    data = samples(sys.argv[1], sys.argv[2:])
    columns = []
    for number, kind in enumerate(KINDS):
        of_kind = [d for d in data if d[1] == number]
        hits = sum(right(fit(number, [d for d in of_kind if d[0] % FOLDS != fold]),
                         [d for d in of_kind if d[0] % FOLDS == fold]) for fold in range(FOLDS))
        columns.append(fit(number, of_kind))
        print(f'{kind}: {len(of_kind)} mentions, right {hits / max(1, len(of_kind)):.3f} five-fold, '
              f'{right(columns[-1], of_kind) / max(1, len(of_kind)):.3f} in training', file=sys.stderr)
    print('feature\t' + '\t'.join(KINDS))
    for f, name in enumerate(FEATURES):
        print(name + '\t' + '\t'.join(f'{column[f]:.3f}' for column in columns))


main()
