#!/usr/bin/env python3
"""Watched folders: what is put into them is in the archive soon, by the rules of an import; a
folder that is missing is waited for, and so is an archive that cannot be written to.
"""
import os
import shutil
import sqlite3
import tempfile
import time

from client import Daemon, run, test, wait_until

FERRY = ('The ferry to Oster will not sail this winter, the harbour board decided.\n\n'
         '“We will do what we can for the islanders this winter,” said Mara Lindqvist.\n')


class Place:
    """A daemon that watches a folder of its own."""

    def __init__(self, *options, made=True, folders=('inbox',)):
        self.folder = tempfile.mkdtemp(prefix='hearsay-watched-')
        self.archive = os.path.join(self.folder, 'archive.db')
        self.inbox = os.path.join(self.folder, 'inbox')
        if made:
            os.mkdir(self.inbox)
        self.options = [f'--archive={self.archive}', '--log-level=info', *options] + [
            f'--watch-folder={os.path.join(self.folder, name)}' for name in folders]

    def start(self):
        self.daemon = Daemon(*self.options)
        self.client = self.daemon.connect()
        return self

    def write(self, name, text=FERRY):
        path = os.path.join(self.inbox, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def watched(self):
        return self.client.call('hearsay/status')['watched']

    def until(self, **wanted):
        """Waits until the status has these counts."""
        return wait_until(lambda: wanted.items() <= self.watched().items(), wanted)

    def hits(self, query):
        return self.client.call('hearsay/search', {'query': query})['hits']

    def end(self):
        self.client.close()
        self.daemon.end()
        shutil.rmtree(self.folder)


@test
def what_is_put_into_a_folder_is_in_the_archive_soon():
    place = Place()
    place.write('before.txt', 'Lamps were there before the daemon was, the board said.\n')
    place.start()
    place.until(imported=1)
    path = place.write('ferry.txt')
    place.until(imported=2)
    assert place.hits('Oster ferry')[0]['uri'] == 'file://' + path
    place.write('deeper/still/tram.txt', 'The tram to the lighthouse is late.\n')
    place.until(imported=3)
    place.write('deeper/still/gulls.txt', 'Gulls can count to nine.\n')
    place.until(imported=4)
    place.write('ferry.txt', FERRY + 'The seaweed is to blame.\n')
    place.until(imported=4, updated=1)
    assert place.hits('seaweed')[0]['uri'] == 'file://' + path
    place.end()


@test
def a_file_that_changes_without_growing_is_read_again():
    place = Place().start()
    path = place.write('ferry.txt')
    place.until(imported=1)
    with open(path, 'r+', encoding='utf-8') as file:  # the same inode, and as long as before
        file.write(FERRY.replace('Oster', 'Ryger'))
    place.until(imported=1, updated=1)
    assert place.hits('Ryger')[0]['uri'] == 'file://' + path
    place.end()


@test
def a_file_that_is_still_written_to_is_left_until_it_is_whole():
    place = Place().start()
    path = place.write('ferry.txt', '')
    longest, last = 0, time.monotonic()
    for number in range(12):
        with open(path, 'a', encoding='utf-8') as file:
            file.write(f'Item {number} of the day.\n')
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
        time.sleep(0.4)
    place.until(imported=1)
    updated = place.watched()['updated']
    place.end()
    if longest >= 1:
        return 'skip: the machine is too slow to write steadily'
    assert updated == 0, updated
    return None


@test
def what_an_import_refuses_is_refused_and_told_once():
    place = Place('--limit=import_file_bytes=1000')
    outside = os.path.join(place.folder, 'outside.txt')
    with open(outside, 'w', encoding='utf-8') as file:
        file.write('Words from outside of the folder.\n')
    os.symlink(outside, os.path.join(place.inbox, 'away.txt'))
    os.symlink('round.txt', os.path.join(place.inbox, 'round.txt'))
    os.symlink('.', os.path.join(place.inbox, 'loop'))
    place.write('huge.txt', 'Words. ' * 1000)
    place.write('ferry.txt')
    place.start()
    place.until(imported=1, failed=4)
    place.write('lamps.txt', 'New lamps for the quay, the board said.\n')
    place.until(imported=2)
    assert not place.hits('outside')
    assert place.watched()['failed'] == 4
    log = place.daemon.log()
    for name, reason in {'away.txt': 'leads out', 'round.txt': 'round in a circle',
                         'loop': 'leads back', 'huge.txt': 'import_file_bytes'}.items():
        lines = [line for line in log.splitlines() if f'/{name}: ' in line]
        assert len(lines) == 1 and reason in lines[0], (name, lines)
    place.end()


@test
def a_missing_folder_is_named_and_waited_for():
    place = Place(made=False).start()
    wait_until(lambda: place.watched()['folders'][0].get('error'), 'the folder is missed')
    assert f'{place.inbox}: No such file' in place.daemon.log(), place.daemon.log()
    place.write('ferry.txt')
    place.until(imported=1)
    assert 'error' not in place.watched()['folders'][0]
    assert 'is there again' in place.daemon.log()
    os.rename(place.inbox, place.inbox + '-away')
    wait_until(lambda: place.watched()['folders'][0].get('error'), 'the folder is missed')
    os.rename(place.inbox + '-away', place.inbox)
    place.write('lamps.txt', 'New lamps for the quay, the board said.\n')
    place.until(imported=2)  # and what was there is not imported again
    assert place.watched()['failed'] == 0  # no document did
    place.end()


@test
def an_archive_that_is_locked_gets_the_files_later():
    place = Place().start()
    place.write('ferry.txt')
    place.until(imported=1)
    other = sqlite3.connect(place.archive, isolation_level=None)
    other.execute('BEGIN IMMEDIATE')
    place.write('lamps.txt', 'New lamps for the quay, the board said.\n')
    error = wait_until(lambda: place.watched().get('error'), 'the archive is missed')
    assert 'another program is writing' in error, error
    other.execute('ROLLBACK')
    other.close()
    place.until(imported=2)
    assert 'error' not in place.watched()
    place.end()


@test
def a_draft_is_checked_against_what_has_just_come():
    place = Place().start()
    place.client.initialize()
    text = '“We will do what we must for the islanders this winter,” said Mara Lindqvist.\n'
    place.client.open('file:///tmp/hearsay-watched/draft.txt', text)
    place.write('ferry.txt')
    place.client.wait(lambda m: m.get('method') == 'textDocument/publishDiagnostics' and
                      'altered-quote' in {d['code'] for d in m['params']['diagnostics']})
    place.end()


run()
