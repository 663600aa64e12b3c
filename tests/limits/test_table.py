"""docs/LIMITS.md says what the daemon does: the same limits, values and meanings, in order."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'wire'))
from client import HEARSAYD, run, test  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '..', '..')


def printed():
    output = subprocess.run([HEARSAYD, '--limits'], stdout=subprocess.PIPE, check=True,
                            timeout=20).stdout.decode()
    return [tuple(line.split('\t')) for line in output.splitlines()]


def documented():
    with open(os.path.join(ROOT, 'docs', 'LIMITS.md'), encoding='utf-8') as file:
        rows = re.findall(r'^\| `(\w+)` \| (\d+) \| ([^|]+?) \|', file.read(), re.MULTILINE)
    return rows


@test
def the_documented_table_is_the_one_in_force():
    assert printed() == documented(), (printed(), documented())


@test
def each_limit_has_a_test_of_its_name():
    with open(os.path.join(HERE, 'test_limits.py'), encoding='utf-8') as file:
        tested = set(re.findall(r'^def (\w+)\(\):', file.read(), re.MULTILINE))
    missing = {name for name, *_ in printed()} - tested
    assert not missing, missing


run()
