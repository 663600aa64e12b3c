#!/usr/bin/env python3
"""Tells how often made-up persons' names are told whole, by their form.

    measure_names.py HEARSAY

HEARSAY is the built program. Each form stands twenty times in each of eight sentences; a name counts where
one person is found that is just its words. HEARSAY_MODEL names another language model.
"""
import random
import re
import subprocess
import sys
import tempfile

FIRST = ('Hector Sunita Fenella Cormac Beatrix Tobin Ines Halima Yusra Mirja Nils Maja Anton Lena Tom Ana Gwen '
         'Rosa Leif Hilda Karim Aisha Pedro Lucia Wei Mina Olga Ivo Dana Femi').split()
LAST = ('Lanyon Diaz Marchetti Flood Brough Belltree Colloway Carrow Strand Orsted Sand Brandt Orre Vik Dahl Moor '
        'Orlo Ruiz Quill Andermatt Marsh Voss Brisk Marlund Solvang Varden Okoye Haddad Petrova Lindgren').split()
FAMILY = 'Xi Li Wu Kim Park Choi Nguyen Tran Zhao Lin'.split()
GIVEN = 'Jong Zeming Min Soo Hui Van Thanh Wenbo Jiahao Mei'.split()
INITIALS = 'ABCDEFGHJKLMRST'
ACCENTED = ('José Zoë Jürgen Renée Søren Małgorzata Ángel'.split(),
            'Núñez Müller Ødegaard Kowalczyk García Łukasik Çelik'.split())
SENTENCES = ['"Close it," said {} of the finance committee.', '{} told reporters that the road was closed.',
             'The governor, {}, met them on Monday.', 'A letter from {} was read out.', 'They accused {} of lying.',
             'According to {}, it was false.', 'The minister praised {} and left.', 'Police arrested {} on Friday.']
NAMES = 160  # a form

FORMS = {
    'plain': lambda r: f'{r.choice(FIRST)} {r.choice(LAST)}',
    'double': lambda r: '{} {}-{}'.format(r.choice(FIRST), *r.sample(LAST, 2)),
    'double first': lambda r: '{}-{} {}'.format(*r.sample(FIRST, 2), r.choice(LAST)),
    "O'": lambda r: f"{r.choice(FIRST)} {r.choice('OD')}'{r.choice(LAST)}",
    'particle': lambda r: f"{r.choice(FIRST)} {r.choice('van der,de la,von,de,di,van,bin,ibn,da'.split(','))} "
                          f'{r.choice(LAST)}',
    'al-': lambda r: f"{r.choice(FIRST)} {r.choice(['al', 'el', 'Al'])}-{r.choice(LAST)}",
    'initial middle': lambda r: f'{r.choice(FIRST)} {r.choice(INITIALS)}. {r.choice(LAST)}',
    'initial first': lambda r: f'{r.choice(INITIALS)}. {r.choice(LAST)}',
    'initials': lambda r: f'{r.choice(INITIALS)}.{r.choice(INITIALS)}. {r.choice(LAST)}',
    'junior': lambda r: f"{r.choice(FIRST)} {r.choice(LAST)} {r.choice(['Jr.', 'Jr', 'Sr.', 'III'])}",
    'three words': lambda r: '{} {} {}'.format(r.choice(FIRST), *r.sample(LAST, 2)),
    'East Asian': lambda r: f'{r.choice(FAMILY)} {r.choice(GIVEN)} {r.choice(GIVEN)}',
    'Mac': lambda r: f"{r.choice(FIRST)} {r.choice(['Mac', 'Mc', 'De', 'Fitz'])}{r.choice(LAST)}",
    'accents': lambda r: f'{r.choice(ACCENTED[0])} {r.choice(ACCENTED[1])}',
}


def persons(hearsay, path):
    """The code points, from and to, of each person that the program finds."""
    table = subprocess.run([hearsay, '--daemon=never', 'analyse', path], capture_output=True, text=True, check=True)
    found, inside = [], False
    for line in table.stdout.splitlines():
        place = re.search(r'start_char=(\d+)\|end_char=(\d+)', line)
        part = re.search(r'Entity=([BI])-person', line)
        if place and part and part[1] == 'I' and inside:
            found[-1][1] = int(place[2])
        elif place and part:
            found.append([int(place[1]), int(place[2])])
        if place:
            inside = part is not None
    return {tuple(span) for span in found}


def share_told(hearsay, form):
    chance = random.Random(3)
    text, places = '', []
    for i in range(NAMES):
        name, sentence = form(chance), SENTENCES[i % len(SENTENCES)]
        at = len(text) + sentence.index('{}')
        places.append((at, at + len(name)))
        text += sentence.format(name) + '\n\n'
    with tempfile.NamedTemporaryFile('w', suffix='.txt', encoding='utf8') as file:
        file.write(text)
        file.flush()
        found = persons(hearsay, file.name)
    return sum(place in found for place in places) / NAMES


def main():
    if len(sys.argv) != 2:
        sys.exit('usage: measure_names.py HEARSAY')
    for name, form in FORMS.items():
        print(f'{name:15} {share_told(sys.argv[1], form):.2f}')


main()
