"""The command line, run as a user would, in an environment of the test's own."""
import atexit
import json
import os
import shutil
import subprocess
import tempfile

from client import HEARSAYD, TREE as ROOT, program_of

HEARSAY = program_of('HEARSAY')
SAMPLES = os.path.join(ROOT, 'corpus', 'samples')
STRIKE = os.path.join(SAMPLES, 'wire-strike.txt')
RUNTIME = tempfile.mkdtemp()
atexit.register(shutil.rmtree, RUNTIME)


def environment(**more):
    kept = {name: value for name, value in os.environ.items()
            if name not in ('NO_COLOR', 'COLUMNS', 'XDG_RUNTIME_DIR')}
    return {**kept, 'XDG_RUNTIME_DIR': RUNTIME, 'HEARSAYD': HEARSAYD, **more}


def hearsay(*arguments, stdin='', status=0, cwd=ROOT, **more):
    """Its standard output; the status is checked."""
    answer = subprocess.run([HEARSAY, *arguments], input=stdin.encode(), capture_output=True,
                            timeout=120, check=False, cwd=cwd, env=environment(**more))
    assert answer.returncode == status, (arguments[:4], answer.returncode, answer.stderr.decode())
    hearsay.stderr = answer.stderr.decode()
    return answer.stdout.decode()


def annotate_json(*arguments, **more):
    return [json.loads(line) for line in hearsay('annotate', '--json', *arguments,
                                                 **more).splitlines()]


def in_folder(files):
    """A new folder with these files; the caller removes it."""
    folder = tempfile.mkdtemp()
    for name, text in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(text)
    return folder
