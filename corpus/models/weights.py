#!/usr/bin/env python3
"""Turn the table of trained weights into a C header.

weights.py HEADER TABLE.tsv OUTPUT.h

HEADER is daemon/annotate/candidates.h, whose lists of kinds and features number rows and columns. The
table's first line names the kinds of mention, each further line a feature and its weights. A feature
that the table lacks weighs nothing; one that the header lacks stops the build.
"""
import re
import sys
from pathlib import Path


def main():
    header, table, output = sys.argv[1:]
    text = Path(header).read_text(encoding='utf8')
    kinds = re.findall(r'HS_MENTION_([A-Z]+),', text)
    features = re.findall(r'\bX\((\w+)\)', text.split('HS_CANDIDATE_FEATURES(X)')[1].split('clang-format on')[0])
    rows = [line.split('\t') for line in Path(table).read_text(encoding='utf8').splitlines()
            if line and not line.startswith('#')]
    names, rows = [name.upper() for name in rows[0][1:]], rows[1:]
    for name in names:
        if name not in kinds:
            sys.exit(f'{table}: {header} has no kind of mention "{name.lower()}"')
    lines = ['/* Made from ' + Path(table).name + ' by weights.py. */',
             'static const float resolution_weights[HS_MENTION_KIND_COUNT][HS_CANDIDATE_FEATURE_COUNT] = {']
    for column, name in enumerate(names):
        lines.append(f'    [HS_MENTION_{name}] = {{')
        for row in rows:
            if row[0] not in features:
                sys.exit(f'{table}: {header} has no feature "{row[0]}"')
            lines.append(f'        [HS_CANDIDATE_{row[0]}] = {float(row[1 + column])}f,')
        lines.append('    },')
    lines.append('};')
    Path(output).write_text('\n'.join(lines) + '\n', encoding='utf8')


main()
