#!/usr/bin/env python3
"""The scripts that train and write tables name files of the project that are there.

A script of corpus/ reads a header where it joins its path to ROOT, of literals: those are looked for.
"""
import re
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
JOINED = re.compile(r"os\.path\.join\(ROOT((?:, '[^']+')+)\)")


def missing(script):
    for literals in JOINED.findall(script.read_text(encoding='utf8')):
        parts = re.findall(r"'([^']+)'", literals)
        if '..' not in parts and not PROJECT.joinpath(*parts).exists():
            yield f'{script.relative_to(PROJECT)} names {"/".join(parts)}, which is not there'


def main():
    scripts = sorted(PROJECT.glob('corpus/**/*.py'))
    faults = [fault for script in scripts for fault in missing(script)]
    print('1..1')
    print('\n'.join(f'# {fault}' for fault in faults) or f'# {len(scripts)} scripts')
    print('not ok' if faults else 'ok', '1 - the scripts of corpus/ find the headers that they read')
    return bool(faults)


if __name__ == '__main__':
    sys.exit(main())
