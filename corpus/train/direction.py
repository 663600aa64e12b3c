#!/usr/bin/env python3
"""Measure whether accusations point the right way, on sentences with directed negative sentiment.

direction.py HEARSAY DATA

HEARSAY is the command-line program, DATA holds accusations/dse_valid.txt: sentences with two bracketed
parties and who feels what towards whom. Looked at are those with a negative feeling in which the lexicon
knows a word as accusing. Prints how many there are, in how many an accusation between the two was found,
and how many of these go the right way.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

LEXICON = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'lexicon', 'accusing.tsv')
NEGATIVE = {'3': (0, 1), '4': (1, 0)}  # label: accuser, accused among the two parties


def accusing_word():
    """A pattern for the words of the lexicon and their regular forms."""
    words = set()
    for line in open(LEXICON, encoding='utf8'):
        if line.startswith('#') or not line.strip():
            continue
        parts = line.rstrip('\n').split('\t')
        words.update([parts[0], *parts[4:]])
    stems = '|'.join(sorted((re.escape(w[:-1]) + '(?:e|es|ed|ing)' if w.endswith('e') else
                             re.escape(w) + '(?:s|es|ed|ing)?' for w in words if w), key=len, reverse=True))
    return re.compile(r'\b(?:' + stems + r')\b', re.I)


def sentences(path, pattern):
    """[(text, [party, party], (accuser, accused))]"""
    found = []
    for line in open(path, encoding='utf8'):
        parts = line.rstrip('\n').split('\t')
        parties = re.findall(r'\[([^\]]+)\]', parts[0])
        text = parts[0].replace('[', '').replace(']', '')
        if len(parties) == 2 and parts[-1] in NEGATIVE and pattern.search(text):
            found.append((text, parties, NEGATIVE[parts[-1]]))
    return found


def annotate(program, texts):
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(texts):
            files.append(os.path.join(folder, f'{number}.txt'))
            with open(files[-1], 'w', encoding='utf8') as file:
                file.write(text + '\n')
        output = subprocess.run([program, 'annotate', '--json', *files], capture_output=True, check=True).stdout
    return [json.loads(line)['annotations'] for line in output.decode('utf8').splitlines()]


def is_party(name, party):
    name, party = name.lower().split(), party.lower().split()
    return bool(set(name) & set(party)) or ' '.join(party) in ' '.join(name)


def main():
    program, data = sys.argv[1:]
    cases = sentences(os.path.join(data, 'accusations', 'dse_valid.txt'), accusing_word())
    between = right = 0
    for (text, parties, (accuser, accused)), found in zip(cases, annotate(program, [c[0] for c in cases])):
        ways = set()
        for one in found:
            if one['kind'] != 'accusation' or not (one['accuser'] or {}).get('name'):
                continue
            for way in ((0, 1), (1, 0)):
                if is_party(one['accuser']['name'], parties[way[0]]) and \
                        any(is_party(a.get('name') or '', parties[way[1]]) for a in one['accused']):
                    ways.add(way)
        if len(ways) == 1:
            between += 1
            right += ways == {(accuser, accused)}
    print(f'{len(cases)} sentences; an accusation between the two in {between}; the right way in {right} '
          f'({right / max(1, between):.3f})')


main()
