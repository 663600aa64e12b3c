#!/usr/bin/env python3
"""Turn a table of trained weights into a C header.

weights.py HEADER TABLE.tsv OUTPUT.h

HEADER's first enum that ends in a _COUNT names the columns (kinds of mention, roles), its macros
HS_NAME_FEATURES(X) the rows, each list a table of its own; rows "state 0", "state 1", … are one more. The
table's first line names the columns, each further line a feature and its weights; a weight may be several
numbers with commas between, as many in every row. A feature that the table lacks weighs nothing; one that
the header lacks stops the build.
"""
import os
import re
import sys
from pathlib import Path


def enum_of(text):
    """The names of the first enum with a count, and what they begin with."""
    body = next(body for body in re.findall(r'typedef enum \w+ \{([^}]*)\}', text) if '_COUNT' in body)
    names = [name for name in re.findall(r'HS_[A-Z_]+', re.sub(r'/\*.*?\*/', '', body, flags=re.S))]
    prefix = os.path.commonprefix(names[:-1])
    prefix = prefix[:prefix.index('_', 3) + 1]
    return names[-1], prefix, [name[len(prefix):] for name in names[:-1]]


def lists_of(text):
    """{name: [features]}"""
    return {name.lower(): re.findall(r'\bX\((\w+)\)', body.split('/*')[0])
            for name, body in re.findall(r'#define HS_(\w+)_FEATURES\(X\)((?:.*\\\n)+.*)', text)}


def c_value(cell):
    numbers = [f'{float(number)}f' for number in cell.split(',')]
    return numbers[0] if len(numbers) == 1 else '{' + ', '.join(numbers) + '}'


def main():
    header, table, output = sys.argv[1:]
    text = Path(header).read_text(encoding='utf8')
    count, prefix, kinds = enum_of(text)
    lists = lists_of(text)
    rows = [line.split('\t') for line in Path(table).read_text(encoding='utf8').splitlines()
            if line and not line.startswith('#')]
    names, rows = [name.upper() for name in rows[0][1:]], rows[1:]
    states = [row for row in rows if row[0].startswith('state ')]
    rows = [row for row in rows if not row[0].startswith('state ')]
    for name in names:
        if name not in kinds:
            sys.exit(f'{table}: {header} has no column "{name.lower()}"')
    for row in rows:
        if not any(row[0] in features for features in lists.values()):
            sys.exit(f'{table}: {header} has no feature "{row[0]}"')
    lines = ['/* Made from ' + Path(table).name + ' by weights.py. */']
    parts = {cell.count(',') + 1 for row in rows for cell in row[1:]}
    if len(parts) > 1:
        sys.exit(f'{table}: not every weight has as many numbers')
    depth = f'[{parts.pop()}]' if max(parts) > 1 else ''
    if states:
        which = next(iter(lists))
        lines.append(f'static const float {which}_state_weights[{count}][{len(states)}] = {{')
        for column, name in enumerate(names):
            lines.append(f'    [{prefix}{name}] = {{' + ', '.join(f'{float(row[1 + column])}f' for row in states) + '},')
        lines.append('};')
    for which, features in lists.items():
        lines.append(f'static const float {which}_weights[{count}][HS_{which.upper()}_FEATURE_COUNT]{depth} = {{')
        for column, name in enumerate(names):
            lines.append(f'    [{prefix}{name}] = {{')
            lines += [f'        [HS_{which.upper()}_{row[0]}] = {c_value(row[1 + column])},'
                      for row in rows if row[0] in features]
            lines.append('    },')
        lines.append('};')
    Path(output).write_text('\n'.join(lines) + '\n', encoding='utf8')


main()
