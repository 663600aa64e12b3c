#!/usr/bin/env python3
"""Turn offices.tsv or bodies.tsv into the constant C tables of their kinds.

kinds.py TABLE.tsv OUTPUT.h

The kinds are those that daemon/annotate/resolution/office_kinds.c and body_kinds.c number. A malformed line, or a word
that stands there twice for the same use, stops the build.
"""
import sys
from pathlib import Path

USES = ('name', 'noun', 'onlooker', 'firm')


def bits(kinds):
    return '0' if kinds == '-' else ' | '.join(kinds.upper().split())


def rows(path):
    seen = set()
    for number, line in enumerate(path.read_text(encoding='utf8').splitlines(), 1):
        if not line.strip() or line.startswith('#'):
            continue
        fields = line.split('\t')
        key = (fields[0], fields[1] if path.stem == 'bodies' else '')
        if len(fields) != 3 or not all(fields) or key in seen or key[1] not in USES + ('',):
            sys.exit(f'{path}:{number}: a word, and two fields that are told once')
        seen.add(key)
        yield fields


def offices(path):
    yield 'static const struct {\n    const char *word;\n    uint32_t kinds, meant;\n} office_words[] = {'
    for word, kinds, meant in rows(path):
        yield f'    {{"{word}", {bits(kinds)}, {bits(meant)}}},'
    yield '};'


def bodies(path):
    yield 'typedef struct body_word {\n    const char *word;\n    uint32_t kinds;\n} body_word;'
    for use in USES:
        yield f'\nstatic const body_word body_{use}s[] = {{'
        for word, _, kinds in (row for row in rows(path) if row[1] == use):
            yield f'    {{"{word}", {bits(kinds)}}},'
        yield '};'


def main():
    table, output = map(Path, sys.argv[1:3])
    lines = {'offices': offices, 'bodies': bodies}[table.stem](table)
    output.write_text('/* Written by corpus/lexicon/kinds.py. */\n#pragma once\n\n' + '\n'.join(lines) + '\n',
                      encoding='utf8')


main()
