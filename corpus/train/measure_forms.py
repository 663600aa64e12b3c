#!/usr/bin/env python3
"""Tells how often accusations and the people who are meant are told rightly, by the form of the text.

    measure_forms.py HEARSAY [FORM…]

HEARSAY is the built program. Each form of forms.tsv stands in fourteen texts with made-up people and bodies.
Printed are the forms that are not always right: of those that accuse how often the accusation is found, how
often the accused, the accuser and both are right; of those that accuse nobody how often one is found; of those
that ask who is meant how often that is right; of those with an answer how often it is found, whoever answers
is right, its kind, and both; of those with none how often one is found. With FORM its first texts that are
wrong are printed too.
"""
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

WOMEN = 'Maria Helen Anita Sofia Grace Irene Laura'.split()
MEN = 'Peter Colin Robert Daniel Martin Paul Steven'.split()
LAST = 'Holt Varney Okafor Lindqvist Brandt Marsh Delgado Penrose Whitlock Tanner Osei Ferrand Keane Albright'.split()
BODIES = ['Northgate Energy', 'Calder Water', 'the Harwick Trust', 'Bellmont Holdings', 'the Housing Alliance',
          'Ardent Rail', 'the Transport Authority', 'Fairlea Homes', 'the Nurses Union', 'Stratton Mining']
NAMED = {'FIRM': ['Northgate Energy', 'Bellmont Holdings', 'Ardent Rail', 'Fairlea Homes', 'Stratton Mining'],
         'CHARITY': ['the Clean Rivers Fund', 'Shelter for All'], 'COUNCIL': ['Harwick Council', 'Brennick County Council'],
         'UNION': ['the Nurses Union', 'the National Union of Drivers']}
STATES = [('Ostria', 'Ostrian'), ('Velor', 'Veloran'), ('Karnovia', 'Karnovian'), ('Lidia', 'Lidian')]
OFFICES = ['the mayor of Harwick', 'a councillor', 'the finance minister', 'a union leader', 'the police chief',
           'a senator', 'the head of the inquiry', 'a campaigner']
WRONGS = [('misleading the public', 'misled the public', 'misleading statements'),
          ('covering up the leak', 'covered up the leak', 'a cover-up of the leak'),
          ('ignoring safety warnings', 'ignored safety warnings', 'the disregard of safety warnings'),
          ('wasting public money', 'wasted public money', 'the waste of public money'),
          ('lying about the costs', 'lied about the costs', 'lies about the costs'),
          ('threatening witnesses', 'threatened witnesses', 'threats against witnesses'),
          ('taking bribes from builders', 'took bribes from builders', 'bribes from builders'),
          ('dumping waste in the river', 'dumped waste in the river', 'pollution of the river'),
          ('neglecting patients', 'neglected patients', 'the neglect of patients'),
          ('underpaying its workers', 'underpaid its workers', 'the underpayment of workers'),
          ('breaking election law', 'broke election law', 'breaches of election law'),
          ('bullying staff', 'bullied staff', 'the bullying of staff')]
GOOD = ['improved safety', 'opened a new clinic', 'repaired the bridge', 'raised wages', 'built homes', 'planted trees']
SAYS = ['The works will start in the spring', 'Prices will not rise this year', 'The road will stay closed until June']
EVENTS = ['held its annual meeting on Monday', 'published its accounts on Monday', 'opened a new office on Monday']
WENT = ['visited the flooded town on Monday', 'spoke at the town hall on Monday', 'met residents on Monday']
END = '\n\nThe meeting will go on next Tuesday in the town hall.\n'
TEXTS = 14  # a form
NONE_WANTED = ('innocent', 'unanswered')


def fill(chance):
    """The words for one text."""
    first = [chance.choice(pool) for pool in chance.choice([(WOMEN, MEN, WOMEN), (MEN, WOMEN, MEN)])]
    while first[0] == first[2]:
        first[2] = chance.choice(WOMEN if first[2] in WOMEN else MEN)
    words = {'SAYS': chance.choice(SAYS), 'EVENT': chance.choice(EVENTS), 'WENT': chance.choice(WENT),
             'GOOD': chance.choice(GOOD)}
    for key, name, last in zip('ABC', first, chance.sample(LAST, 3)):
        she = name in WOMEN
        words.update({key: f'{name} {last}', key + 'F': name, key + 'L': last, key + 'S': 'she' if she else 'he',
                      key + 'SC': 'She' if she else 'He', key + 'P': 'her' if she else 'his',
                      key + 'H': 'her' if she else 'him', 'F' if she else 'M': f'{name} {last}'})
    (words['AN'], words['AJ']), (words['BN'], words['BJ']) = chance.sample(STATES, 2)
    words['BPC'] = words['BP'].capitalize()
    words['AR'], words['BR'] = chance.choice(OFFICES), chance.choice(OFFICES[:3])
    words['AO'], words['BO'] = chance.sample(BODIES, 2)
    words['G'], words['P'], words['N'] = chance.choice(WRONGS)
    words.update({key: chance.choice(pool) for key, pool in NAMED.items()})
    for key in ('AO', 'BO', *NAMED):
        words[key + 'C'] = words[key][0].upper() + words[key][1:]
    return words


def key(name):
    return re.sub(r'^(the|a|an) ', '', (name or '').lower())


def same(name, wanted):
    if '|' in wanted:
        return all(part.lower() in (name or '').lower() for part in wanted.split('|'))
    a, b = sorted((key(name).split(), key(wanted).split()), key=len)
    return bool(a) and (b[-len(a):] == a or b[:len(a)] == a)


def party(value):
    return 'AUTHOR' if value and value.get('author') else (value or {}).get('name') or 'UNKNOWN'


def read_forms():
    for line in (Path(__file__).parent / 'forms.tsv').read_text(encoding='utf8').splitlines():
        if line and not line.startswith('#'):
            yield line.split('\t')


def annotate(hearsay, texts):
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f'{i:05}.txt' for i in range(len(texts))]
        for path, text in zip(paths, texts):
            path.write_text(text, encoding='utf8')
        for start in range(0, len(paths), 200):
            out = subprocess.run([hearsay, '--daemon=never', 'annotate', '--json', *map(str, paths[start:start + 200])],
                                 capture_output=True, text=True, check=True).stdout
            yield from (json.loads(line)['annotations'] for line in out.splitlines())


def judge(what, annotations, wanted, accuser):
    """The counts of one text: what is printed of its form."""
    answers = [a for a in annotations if a['kind'] == 'answer']
    if what == 'unanswered':
        return [bool(answers)]
    if what == 'answers':
        by, kind = [same(party(a['by']), wanted) for a in answers], [a['answer'] == accuser for a in answers]
        return [bool(answers), any(by), any(kind), any(a and b for a, b in zip(by, kind))]
    accusations = [a for a in annotations if a['kind'] == 'accusation']
    accused = [any(same(party(p), wanted) for p in a['accused'] or [None]) for a in accusations]
    if what == 'innocent':
        return [bool(accusations)]
    if what == 'meant':
        quotes = [a for a in annotations if a['kind'] == 'quote']
        return [any(accused) or bool(quotes and same(party(quotes[-1]['speaker']), wanted))]
    by = [same(party(a['accuser']), accuser) for a in accusations]
    return [bool(accusations), any(accused), any(by), any(a and b for a, b in zip(accused, by))]


def main():
    if len(sys.argv) < 2:
        sys.exit('usage: measure_forms.py HEARSAY [FORM…]')
    forms, texts, wanted = list(read_forms()), [], []
    chance = random.Random(1)
    for _, _, text, accused, accuser in forms:
        for _ in range(TEXTS):
            words = fill(chance)
            texts.append(text.format(**words).replace('\\n', '\n') + END)
            wanted.append((accused.format(**words), accuser.format(**words)))
    found = list(annotate(sys.argv[1], texts))
    totals = {'accuses': [0] * 5, 'innocent': [0] * 2, 'meant': [0] * 2, 'answers': [0] * 5, 'unanswered': [0] * 2}
    for i, (what, name, *_) in enumerate(forms):
        rows = range(i * TEXTS, (i + 1) * TEXTS)
        counts = [judge(what, found[k], *wanted[k]) for k in rows]
        sums = [sum(column) for column in zip(*counts)]
        totals[what] = [a + b for a, b in zip(totals[what], [TEXTS, *sums])]
        good = 0 if what in NONE_WANTED else TEXTS
        if any(n != good for n in sums):
            print(f'{what:10} {name:20}', *(f'{n / TEXTS:.2f}' for n in sums))
        if name in sys.argv[2:]:
            print(*[texts[k] for k, count in zip(rows, counts) if any(c != bool(good) for c in count)][:3], sep='\n')
    for what, (n, *sums) in totals.items():
        print(f'{what:10} {"all " + str(n):20}', *(f'{count / n:.3f}' for count in sums))


main()
