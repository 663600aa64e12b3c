#!/usr/bin/env python3
"""Counts single tests and prints the closing line: "N passed, N failed".

    summary.py LOG…     Meson's testlog.json files, and TAP files (*.tap)

A test program that printed no test, or that ended badly after its last one (a crash, a leak, a
timeout), counts as one failure. What was skipped is named. Exit status: 1 when anything failed.
"""
import json
import re
import sys

TEST_LINE = re.compile(r'\s*(not )?ok\b(.*)')
SKIP = re.compile(r'#\s*skip\b', re.IGNORECASE)
PLAN = re.compile(r'\s*1\.\.(\d+)')


def count_tap(text):
    """(passed, skipped, names of the failed, tests promised by the plan or None)"""
    passed, skipped, failed, planned = 0, 0, [], None
    for line in text.splitlines():
        plan = PLAN.match(line)
        match = TEST_LINE.match(line)
        if plan:
            planned = int(plan.group(1)) + (planned or 0)
        elif not match:
            continue
        elif match.group(1):
            failed.append(match.group(2).strip(' -0123456789') or line.strip())
        elif SKIP.search(match.group(2)):
            skipped += 1
        else:
            passed += 1
    return passed, skipped, failed, planned


def count_meson_test(entry):
    passed, skipped, failed, planned = count_tap(entry.get('stdout') or '')
    ended_well = entry['result'] in ('OK', 'SKIP') and not entry.get('returncode')
    seen = passed + skipped + len(failed)
    if seen == 0:
        failed.append(f'printed no test ({entry["result"]})')
    elif not failed and not ended_well:
        failed.append(f'ended badly after its tests ({entry["result"]})')
    elif planned is not None and seen < planned:
        failed.append(f'stopped after {seen} of {planned} tests')
    return passed, skipped, [f'{entry["name"]}: {name}' for name in failed]


def count_log(path):
    with open(path, encoding='utf-8', errors='replace') as file:
        if path.endswith('.tap'):
            passed, skipped, failed, _ = count_tap(file.read())
            return passed, skipped, failed
        totals = 0, 0, []
        for line in file:
            one = count_meson_test(json.loads(line))
            totals = totals[0] + one[0], totals[1] + one[1], totals[2] + one[2]
        return totals


def main(paths):
    passed, skipped, failed = 0, 0, []
    for path in paths:
        try:
            one = count_log(path)
        except OSError as error:
            one = 0, 0, [f'no test log: {error}']
        passed, skipped, failed = passed + one[0], skipped + one[1], failed + one[2]
    if not passed and not failed:
        failed.append('no test ran')
    for name in failed:
        print('failed:', name)
    if skipped:
        print(f'{skipped} skipped')
    print(f'{passed} passed, {len(failed)} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
