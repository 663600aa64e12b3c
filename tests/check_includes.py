#!/usr/bin/env python3
"""Dependencies point down: reads every #include and fails on one that points up.

The tables are those of docs/ARCHITECTURE.md. Prints TAP, one test a folder.
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# folder -> the folders whose headers it may include beside its own
FOLDERS = {
    'daemon/base': (),
    'protocol': ('base',),
    'daemon/text': ('base',),
    'daemon/language': ('base', 'text'),
    'daemon/annotate': ('base', 'text', 'language'),
    'daemon/annotate/networks': ('base', 'text', 'language'),
    'daemon/annotate/reading': ('base', 'text', 'language', 'annotate'),
    'daemon/annotate/figures': ('base', 'text', 'annotate', 'annotate/reading'),
    'daemon/annotate/quotes': ('base', 'text', 'language', 'annotate', 'annotate/networks', 'annotate/reading'),
    'daemon/annotate/references': ('base', 'text', 'language', 'annotate', 'annotate/networks', 'annotate/reading',
                                   'annotate/quotes'),
    'daemon/annotate/claims': ('base', 'text', 'language', 'annotate', 'annotate/networks', 'annotate/reading'),
    'daemon/annotate/accusations': ('base', 'text', 'language', 'annotate', 'annotate/networks', 'annotate/reading',
                                    'annotate/quotes'),
    'daemon/annotate/resolution': ('base', 'text', 'language', 'annotate', 'annotate/networks', 'annotate/reading',
                                   'annotate/quotes', 'annotate/references', 'annotate/claims',
                                   'annotate/accusations'),
    'daemon/annotate/linking': ('base', 'text', 'language', 'annotate', 'annotate/networks', 'annotate/reading',
                                'annotate/figures', 'annotate/quotes', 'annotate/references', 'annotate/claims',
                                'annotate/accusations', 'annotate/resolution'),
    'daemon/evidence': ('base', 'text', 'language', 'annotate'),
    'daemon/workspace': ('base', 'text', 'language', 'annotate', 'evidence'),
    'daemon/features': ('base', 'text', 'language', 'annotate', 'evidence', 'workspace',
                        'protocol'),
    'daemon/server': ('base', 'features', 'protocol'),
    'daemon': ('base', 'text', 'language', 'annotate', 'evidence', 'workspace', 'features',
               'server', 'protocol'),
    'clients/cli': ('base', 'protocol'),
}

# Files that call what lies above them: the doors from a folder to its rooms.
DOORS = {
    'daemon/annotate/annotate.c': ('annotate/linking',),
    'daemon/annotate/block_findings.c': ('annotate/reading', 'annotate/quotes', 'annotate/references',
                                         'annotate/figures', 'annotate/claims', 'annotate/accusations'),
    'daemon/annotate/prepare.c': ('annotate/quotes', 'annotate/references', 'annotate/claims', 'annotate/accusations'),
}

# library header -> the folders that may use it; headers not named here are libc's or POSIX's
LIBRARIES = {
    'uv.h': ('daemon/server', 'daemon'),
    'jansson.h': ('protocol', 'daemon/evidence', 'daemon/workspace', 'daemon/features', 'daemon/server', 'daemon',
                  'clients/cli'),
    'http_parser.h': ('daemon/server',),
    'wslay/wslay.h': ('daemon/server',),
    'nettle/sha1.h': ('daemon/server',),
    'nettle/base64.h': ('daemon/server',),
    'utf8proc.h': ('daemon/text',),
    'md4c.h': ('daemon/text',),
    'sqlite3.h': ('daemon/evidence',),
    'libpq-fe.h': ('daemon/evidence',),
    'gmime/gmime.h': ('daemon/evidence',),
    'libxml/xmlreader.h': ('daemon/evidence',),
    'zstd.h': ('daemon/evidence',),
}

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')


def sources(folder):
    path = os.path.join(ROOT, folder)
    assert os.path.isdir(path), f'{folder} is gone: take it out of the table'
    for here, folders, names in os.walk(path):
        folders[:] = [name for name in folders
                      if os.path.relpath(os.path.join(here, name), ROOT) not in FOLDERS]
        for name in names:
            if name.endswith(('.c', '.h')):
                yield os.path.relpath(os.path.join(here, name), ROOT)


def complaint(folder, bracket, header):
    """Why `folder` may not include `header`, or None."""
    if bracket == '<':
        allowed = LIBRARIES.get(header)
        return None if allowed is None or folder in allowed else f'<{header}> is not for {folder}'
    if header.endswith('.inc'):
        return None  # a table that the build makes, of the folder's own
    if '/' not in header:
        return f'"{header}" does not say its folder'
    target = os.path.dirname(header)
    own = folder.removeprefix('daemon/').removeprefix('clients/')
    room_of_own = target.startswith(own.split('/')[0] + '/')  # else a folder opens its rooms to all
    if target == own or target in FOLDERS[folder] or (not room_of_own and target.split('/')[0] in FOLDERS[folder]):
        return None
    return f'"{header}" points up or aside from {folder}'


def check(folder):
    found = []
    for path in sorted(sources(folder)):
        with open(os.path.join(ROOT, path), encoding='utf-8') as file:
            for number, line in enumerate(file, 1):
                match = INCLUDE.match(line)
                if not match or os.path.dirname(match[2]) in DOORS.get(path, ()):
                    continue
                text = complaint(folder, *match.groups())
                if text:
                    found.append(f'{path}:{number}: {text}')
    return found


def check_the_checker():
    """The rules themselves must catch what they are for."""
    wrong = [('daemon/text', '"', 'workspace/document.h'), ('daemon/base', '"', 'text/span.h'),
             ('protocol', '"', 'features/host.h'), ('clients/cli', '"', 'text/position.h'),
             ('daemon/workspace', '<', 'uv.h'), ('daemon/text', '"', 'span.h'),
             ('daemon/annotate', '"', 'annotate/resolution/linker.h'),
             ('daemon/annotate/quotes', '"', 'annotate/accusations/predicate.h'),
             ('daemon/annotate/reading', '"', 'annotate/quotes/cue.h')]
    right = [('daemon/features', '"', 'workspace/document.h'), ('daemon/base', '<', 'stdio.h'),
             ('daemon/base', '"', 'base/str.h'), ('daemon/server', '<', 'uv.h'),
             ('daemon/evidence', '"', 'annotate/figures/figures.h'),
             ('daemon/annotate/linking', '"', 'annotate/reading/reading.h')]
    return ([f'{case} was let through' for case in wrong if not complaint(*case)] +
            [f'{case} was refused' for case in right if complaint(*case)])


def main():
    tests = [('an upward include is noticed', check_the_checker())]
    tests += [(f'{folder} includes only what lies below it', check(folder)) for folder in FOLDERS]
    print(f'1..{len(tests)}')
    for number, (name, found) in enumerate(tests, 1):
        print(f'{"not " if found else ""}ok {number} - {name}')
        for line in found:
            print('#', line)
    return 1 if any(found for _, found in tests) else 0


if __name__ == '__main__':
    sys.exit(main())
