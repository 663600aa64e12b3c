"""An archive in a folder of its own, used as from a command line."""
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile

from client import HEARSAYD, program_of

HEARSAY = program_of('HEARSAY')
ENVIRONMENT = {**os.environ, 'HEARSAYD': HEARSAYD}
FERRY = ('The ferry to Oster will not sail this winter, the harbour board decided.\n\n'
         '“We will do what we can for the islanders,” said Mara Lindqvist.\n')


class Place:
    """A folder of its own with an archive in it."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix='hearsay-archive-')
        self.archive = os.path.join(self.folder, 'archive.db')
        self.inbox = os.path.join(self.folder, 'inbox')
        os.mkdir(self.inbox)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def write(self, name, content):
        path = os.path.join(self.inbox, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def hearsay(self, *arguments, status=0, env=ENVIRONMENT, before=(), **more):
        answer = subprocess.run([*before, HEARSAY, f'--archive={self.archive}', *arguments],
                                capture_output=True, text=True, timeout=300, check=False,
                                env=env, **more)
        assert answer.returncode == status, (arguments, answer)
        return answer

    def put(self, *paths, status=0):
        answer = self.hearsay('import', '--json', *(paths or (self.inbox,)), status=status)
        return json.loads(answer.stdout)

    def documents(self):
        lines = self.hearsay('archive', 'export').stdout.splitlines()
        return [one for one in map(json.loads, lines) if 'text' in one]

    def begun(self):
        """Whether the archive has its tables."""
        if not os.path.exists(self.archive):
            return False
        connection = sqlite3.connect(self.archive)
        version = connection.execute('PRAGMA user_version').fetchone()[0]
        connection.close()
        return version > 0

    def counts(self):
        return json.loads(self.hearsay('archive', 'stats', '--json').stdout)


def review(number, claim):
    return {'@context': 'https://schema.org', '@type': 'ClaimReview',
            'url': f'https://checks.example/{number}', 'claimReviewed': claim,
            'author': {'@type': 'Organization', 'name': 'The Checkers'},
            'reviewRating': {'@type': 'Rating', 'ratingValue': 1, 'alternateName': 'False'}}
