#!/usr/bin/env python3
"""Turn meanings.tsv into the constant C table behind hs_meaning_of().

meanings.py FOLDER OUTPUT.h

A word's meaning is eight numbers of four bits (daemon/annotate/reading/meaning.h: enum hs_meaning_place). The table
holds them beside the hashes of the words, in the hashes' order, with the place at which each beginning of a
hash starts. A malformed line, a word that is told of twice or two words of one hash stop the build.
"""
import sys
from pathlib import Path

from hashed import fnv, starts, wrap

# Letters in the order of the enums of daemon/annotate/reading/meaning.h, from 1 on. Of the kinds the sixteenth, time,
# runs over into the next place, which nouns do not use.
SPEECH, FIELDS = 'nscdapotf', 'vldmgwsphcx'
KINDS, ABOUT, MODES = 'pgoleaxurmtbsqid', 'ptb', 'nhemk'
DIGITS = '0123456789'
# By part of speech what the letters of a code are: place and values.
FAULT, BLAME, HARM, SPOKEN, TONE, FIELD, KIND, MODE = range(8)
CODES = {
    'verb': ((FAULT, DIGITS), (BLAME, DIGITS), (HARM, DIGITS), (SPOKEN, SPEECH), (TONE, DIGITS), (FIELD, FIELDS),
             (KIND, DIGITS)),
    'noun': ((KIND, KINDS), (FAULT, DIGITS), (TONE, DIGITS), (FIELD, FIELDS), (SPOKEN, SPEECH)),
    'quality': ((FAULT, DIGITS), (TONE, DIGITS), (FIELD, FIELDS), (KIND, ABOUT), (MODE, MODES)),
}
PARTS = {'verb': 'v', 'noun': 'n', 'quality': 'q'}
PREFIX_BITS = 12


def hash_of(word, part):
    return fnv(PARTS[part] + word)


def pack(part, code):
    places = CODES[part]
    if len(code) != len(places):
        raise ValueError(f'a {part} has {len(places)} letters')
    packed = 0
    for (place, values), letter in zip(places, code):
        number = values.index(letter)
        if values is not DIGITS or place == TONE:
            number += 1
        packed |= number << 4 * place
    return packed


def read(path):
    entries = {}
    for number, line in enumerate(path.read_text(encoding='utf8').splitlines(), 1):
        if not line.strip() or line.startswith('#'):
            continue
        try:
            word, part, code = line.split('\t')
            key = hash_of(word, part)
            if key in entries:
                raise ValueError(f'{word!r} stands there twice, or hashes as another word')
            entries[key] = pack(part, code)
        except (ValueError, KeyError) as error:
            sys.exit(f'{path}:{number}: {error}')
    return sorted(entries.items())


def main():
    folder, output = map(Path, sys.argv[1:3])
    entries = read(folder / 'meanings.tsv')
    shift = 32 - PREFIX_BITS
    with output.open('w', encoding='utf8') as out:
        out.write('/* Written by corpus/lexicon/meanings.py. */\n#pragma once\n\n')
        out.write(f'enum {{ MEANING_SHIFT = {shift} }};\n\n')
        out.write(f'static const uint16_t meaning_starts[] = {{\n{wrap(starts([key for key, _ in entries], PREFIX_BITS))}\n}};\n\n')
        out.write('static const struct {\n    uint32_t hash, meaning;\n} meanings[] = {\n'
                  f'{wrap(f"{{{key}u, {packed}u}}" for key, packed in entries)}\n}};\n')


main()
