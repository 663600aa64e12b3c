#!/usr/bin/env python3
"""The closing line counts right: a program that crashes, hangs or prints nothing cannot pass."""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

# what Meson's log says of the programs, what is counted
CASES = [
    ('passed tests are counted', [('ok 1 - a\nok 2 - b\n1..2\n', 'OK', 0)],
     '2 passed, 0 failed'),
    ('a failed test is counted and named', [('1..2\nok 1 - a\nnot ok 2 - b\n', 'FAIL', 1)],
     'failed: t: b\n1 passed, 1 failed'),
    ('a crash after the last test fails', [('1..1\nok 1 - a\n', 'ERROR', -11)],
     'failed: t: ended badly after its tests (ERROR)\n1 passed, 1 failed'),
    ('a leak behind passed tests fails', [('1..1\nok 1 - a\n', 'ERROR', 1)],
     'failed: t: ended badly after its tests (ERROR)\n1 passed, 1 failed'),
    ('a program that stops early fails', [('1..3\nok 1 - a\n', 'OK', 0)],
     'failed: t: stopped after 1 of 3 tests\n1 passed, 1 failed'),
    ('a program that prints no test fails', [('hello\n', 'OK', 0)],
     'failed: t: printed no test (OK)\n0 passed, 1 failed'),
    ('a timeout fails', [('', 'TIMEOUT', -15)],
     'failed: t: printed no test (TIMEOUT)\n0 passed, 1 failed'),
    ('skipped tests do not pass', [('1..2\nok 1 - a # SKIP no root\nok 2 - b\n', 'OK', 0)],
     '1 skipped\n1 passed, 0 failed'),
    ('programs add up', [('ok 1 - a\n', 'OK', 0), ('ok 1 - b\nok 2 - c\n', 'OK', 0)],
     '3 passed, 0 failed'),
    ('nothing at all fails', [], 'failed: no test ran\n0 passed, 1 failed'),
]


def summary(*paths):
    answer = subprocess.run([sys.executable, os.path.join(HERE, 'summary.py'), *paths],
                            capture_output=True, text=True, check=False, timeout=60)
    return answer.stdout.strip(), answer.returncode


def check_case(programs, expected):
    with tempfile.NamedTemporaryFile('w', suffix='.json') as log:
        for stdout, result, status in programs:
            log.write(json.dumps({'name': 't', 'stdout': stdout, 'result': result,
                                  'returncode': status}) + '\n')
        log.flush()
        return summary(log.name) == (expected, 0 if expected.endswith(', 0 failed') else 1)


def check_steps():
    with tempfile.NamedTemporaryFile('w', suffix='.tap') as log:
        log.write('ok - clang builds\nnot ok - fuzzing\n')
        log.flush()
        return summary(log.name) == ('failed: fuzzing\n1 passed, 1 failed', 1)


def main():
    results = [(name, check_case(programs, expected)) for name, programs, expected in CASES]
    results.append(('steps of the script count as tests', check_steps()))
    results.append(('a log that is not there fails', summary('/nonexistent.json')[1] == 1))
    print(f'1..{len(results)}')
    for number, (name, good) in enumerate(results, 1):
        print(f'{"ok" if good else "not ok"} {number} - {name}')
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main())
