#!/usr/bin/env python3
"""Who the parties are changes nothing: names, countries and genders swapped, the same accusations.

test_fairness.py HEARSAYD

Each sample is read again with its people's names exchanged for those of other tongues, with men for women
and women for men, and with each of its made-up countries called like a real one out of the lexicon. Every
accusation that is found in both readings must keep its direction: who accused must not become the accused. No score
of an accusation or claim may move by more than 0.1, but for the few that the floors below allow: a word's
shape is all that the analysis has to tell an unknown name by, and a name read otherwise moves what is
around it. The figures are printed.
"""
import os
import random
import re
import tempfile
from pathlib import Path

from annotating import annotate

ROOT = Path(__file__).resolve().parents[2]
SAMPLES, LEXICON = ROOT / 'corpus' / 'samples', ROOT / 'corpus' / 'lexicon'
MOVED, SHARE_STEADY, SHARE_FOUND = 0.1, 0.99, 0.98
SURNAMES = ['Okonjo', 'Villanueva', 'Zhang', 'Sorokin', 'Haddad', 'Lindqvist', 'Nakamura', 'Oyelaran', 'Petrov',
            'Ferreira', 'Kowalczyk', 'Rahman', 'Schneider', 'Moreau', 'Bianchi', 'Yilmaz', 'Mendoza', 'Bergstrom']
COUNTRIES = ['Norvane', 'Skarra']
PRONOUNS = [('he', 'she'), ('himself', 'herself'), ('Mr', 'Mrs'), ('man', 'woman'), ('men', 'women'),
            ('spokesman', 'spokeswoman'), ('father', 'mother'), ('son', 'daughter'), ('brother', 'sister')]


def given_names(file='given_names.tsv'):
    lines = [line.rstrip('\n').split('\t') for line in open(LEXICON / file, encoding='utf8')
             if not line.startswith('#')]
    return {gender: names.split() for gender, names in lines}


def countries():
    return [line.split('\t')[0] for line in open(LEXICON / 'countries.tsv', encoding='utf8')
            if not line.startswith('#') and ' ' not in line.split('\t')[0]]


def replaced(text, table):
    """Whole words, all at once."""
    if not table:
        return text
    return re.sub(r'\b(' + '|'.join(map(re.escape, sorted(table, key=len, reverse=True))) + r')\b',
                  lambda m: table[m.group()], text)


def people(text, rarer=False):
    """(given name, surname, gender) of those whom the sample names in full with a name of the lexicon; with `rarer`
    also with one that does no more than tell a gender."""
    lists = [given_names()] + ([given_names('given_genders.tsv')] if rarer else [])
    genders = {name: gender for table in lists for gender, names in table.items() for name in names}
    found = {}
    for first, last in re.findall(r"\b([A-Z][a-z]+) ([A-Z][\w]+(?:-[A-Z]\w+)?)\b", text):
        if first in genders and last not in genders:
            found[(first, last)] = genders[first]
    return found


def other_names(text, rng):
    table, surnames, names = {}, rng.sample(SURNAMES, len(SURNAMES)), given_names()
    for (first, last), gender in people(text).items():
        if first not in table and last not in table and surnames:
            table[first], table[last] = rng.choice(names[gender]), surnames.pop()
    return table


def other_genders(text, rng):
    table, names = {}, given_names()
    for (first, _), gender in people(text, rarer=True).items():
        table[first] = rng.choice(names['m' if gender == 'f' else 'f'])
    for a, b in PRONOUNS:
        for x, y in ((a, b), (a.capitalize(), b.capitalize())):
            table[x], table[y] = y, x
    table.update({'his': 'her', 'His': 'Her', 'him': 'her', 'her': 'his', 'Her': 'His'})
    return table


def other_countries(text, rng):
    table = dict(zip(COUNTRIES, rng.sample(countries(), len(COUNTRIES))))
    return table if any(name in text for name in table) else {}


def annotate_texts(texts):
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(texts):
            files.append(os.path.join(folder, f'{number}.txt'))
            Path(files[-1]).write_text(text, encoding='utf8')
        return annotate(files, '--claim-threshold=0')


def name_of(party):
    return 'AUTHOR' if party and party.get('author') else (party or {}).get('name') or 'UNKNOWN'


def sentence_of(text, offset):
    """A place that both readings share: which of the text's pieces between full stops and line ends it is."""
    return len(re.findall(r'[.!?\n]', text.encode('utf8')[:offset].decode('utf8', 'ignore')))


def findings(text, annotations):
    """{(kind, place, number at the place): (score, accuser, accused)}"""
    found, seen = {}, {}
    for one in annotations:
        if one['kind'] not in ('accusation', 'claim'):
            continue
        span = one.get('cue') or one.get('charge') or one.get('span')
        place = (one['kind'], one.get('form'), sentence_of(text, span['start']))
        seen[place] = seen.get(place, 0) + 1
        score = one['confidence'] if one['kind'] == 'accusation' else one['checkworthiness']
        accused = [name_of(party) for party in one['accused']] if one['kind'] == 'accusation' else []
        found[place + (seen[place],)] = (score, name_of(one.get('accuser')), accused)
    return found


def turned(before, after, table):
    """Whether who accused is accused now by whom he accused."""
    accuser, accused = replaced(before[1], table), [replaced(name, table) for name in before[2]]
    return after[1] in accused and accuser in after[2] and accuser != after[1]


def main():
    rng, problems = random.Random(5), []
    texts = [path.read_text(encoding='utf8') for path in sorted(SAMPLES.glob('*.txt'))]
    plain = [findings(text, found) for text, found in zip(texts, annotate_texts(texts))]
    print(f'1..3\n# {len(texts)} samples, {sum(map(len, plain))} accusations and claims')
    for number, (what, change) in enumerate([('names', other_names), ('genders', other_genders),
                                             ('countries', other_countries)], 1):
        tables = [change(text, rng) for text in texts]
        changed = [replaced(text, table) for text, table in zip(texts, tables)]
        kept = steady = total = 0
        problems = []
        for text, table, before, annotations in zip(changed, tables, plain, annotate_texts(changed)):
            if not table:
                continue
            after = findings(text, annotations)
            total += len(before)
            for place in before.keys() & after.keys():
                kept += 1
                steady += abs(before[place][0] - after[place][0]) <= MOVED
                if place[0] == 'accusation' and turned(before[place], after[place], table):
                    problems.append(f'{place}: {before[place][1:]} became {after[place][1:]}')
        print(f'# {what}: {kept} of {total} found again, {steady} with the same score but for {MOVED}; '
              f'{len(problems)} turned round')
        for problem in problems:
            print('#', problem)
        good = not problems and total > 0 and kept >= SHARE_FOUND * total and steady >= SHARE_STEADY * kept
        print(f'{"ok" if good else "not ok"} {number} - swapping {what} turns no accusation round and moves few scores')


main()
