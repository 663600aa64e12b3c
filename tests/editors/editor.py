"""What the tests of editors share: a desk with a draft on it, and the programs of the kit.

A test file defines functions with @test and ends with run(). HEARSAY names the command line, the
first argument the daemon, HEARSAY_EDITORS the folder that kit.sh filled. The daemon is not started
here: the editors do that themselves, as on a user's machine.
"""
import os
import shutil
import subprocess
import sys
import tempfile

TREE = os.environ.get('HEARSAY_TREE') or os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(TREE, 'tests', 'wire'), os.path.join(TREE, 'clients', 'python')]

import client  # noqa: E402
from client import test  # noqa: E402,F401
from screen import Screen, end_screens  # noqa: E402

HEARSAY = os.environ.get('HEARSAY') or os.path.join(TREE, 'build/release/clients/cli/hearsay')
KIT = os.environ.get('HEARSAY_EDITORS') or os.path.join(TREE, 'build', 'editors')
SAMPLE = os.path.join(TREE, 'corpus', 'samples', 'council-care-home.txt')
# Whoever is accused in it does not answer.
UNANSWERED = ("The dockers' union accused Tarnwater Ferries on Monday of hiding a report about the hull "
              'of the Marigold.')


class Desk:
    """A folder of the test's own with a draft in it, and a place for the daemon's socket."""

    running = []

    def __init__(self, sample=SAMPLE):
        self.around = tempfile.mkdtemp(prefix='hearsay-')
        self.folder = os.path.join(self.around, 'drafts')  # as editors show it
        os.mkdir(self.folder, 0o700)
        self.draft = os.path.join(self.folder, 'draft.txt')
        shutil.copyfile(sample, self.draft)
        binaries = os.path.join(self.folder, 'bin')
        os.mkdir(binaries)
        os.symlink(HEARSAY, os.path.join(binaries, 'hearsay'))
        self.environment = {'XDG_RUNTIME_DIR': self.folder, 'HEARSAYD': client.HEARSAYD,
                            'PATH': binaries + ':' + os.environ['PATH']}
        Desk.running.append(self)

    def add(self, paragraph):
        """A paragraph behind the draft; returns its line, from 1."""
        with open(self.draft, encoding='utf-8') as file:
            text = file.read().rstrip('\n') + '\n\n' + paragraph + '\n'
        self.write('draft.txt', text)
        return text.count('\n')

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def screen(self, command, environment=None, **more):
        return Screen(command, environment={**self.environment, **(environment or {})},
                      folder=self.folder, **more)

    def hearsay(self, *arguments):
        return subprocess.run([HEARSAY, *arguments], env={**os.environ, **self.environment},
                              capture_output=True, text=True, check=False)

    def end(self):
        Desk.running.remove(self)
        self.hearsay('stop')
        shutil.rmtree(self.around, ignore_errors=True)


ENDINGS = [end_screens]  # of what tests start, before their desks go


def end_all():
    for end in ENDINGS:
        end()
    for desk in list(Desk.running):
        desk.end()


def run():
    """Runs the tests; what each leaves on its desk is cleared away."""
    for index, function in enumerate(client.TESTS):
        client.TESTS[index] = clearing(function)
    client.run()


def clearing(function):
    def cleared():
        try:
            return function()
        finally:
            end_all()
    cleared.__name__ = function.__name__
    return cleared
