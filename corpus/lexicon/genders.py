#!/usr/bin/env python3
"""Turn given_genders.tsv into the constant C table behind hs_given_gender().

genders.py FOLDER OUTPUT.h

The table holds a number of 32 bits a name: the hash of its letters, its last bit saying which gender; and the place at
which each beginning of a hash starts. A malformed line, a name that is told of twice or two names of one hash stop the
build.
"""
import sys
from pathlib import Path

from hashed import fnv, starts, wrap

PREFIX_BITS = 8


def hash_of(name):
    return fnv(name.lower()) & ~1


def read(path):
    entries = {}
    for number, line in enumerate(path.read_text(encoding='utf8').splitlines(), 1):
        if not line.strip() or line.startswith('#'):
            continue
        try:
            gender, names = line.split('\t')
            for name in names.split():
                key = hash_of(name)
                if key in entries:
                    raise ValueError(f'{name!r} stands there twice, or hashes as another name')
                entries[key] = 'fm'.index(gender)
        except ValueError as error:
            sys.exit(f'{path}:{number}: {error}')
    return sorted(key | male for key, male in entries.items())


def main():
    folder, output = map(Path, sys.argv[1:3])
    names = read(folder / 'given_genders.tsv')
    shift = 32 - PREFIX_BITS
    with output.open('w', encoding='utf8') as out:
        out.write('/* Written by corpus/lexicon/genders.py. */\n#pragma once\n\n')
        out.write(f'enum {{ GENDER_SHIFT = {shift} }};\n\n')
        out.write(f'static const uint16_t gender_starts[] = {{\n{wrap(starts(names, PREFIX_BITS))}\n}};\n\n')
        out.write(f'static const uint32_t genders[] = {{\n{wrap(f"{name}u" for name in names)}\n}};\n')


main()
