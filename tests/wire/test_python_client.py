#!/usr/bin/env python3
"""clients/python against the real daemon: annotations as dataclasses, starting, errors."""
import os
import subprocess
import sys

from client import HEARSAYD, TREE, Daemon, run, test

CLIENT = os.path.join(TREE, 'clients', 'python')
sys.path.insert(0, CLIENT)
import hearsay  # noqa: E402

TEXT = ('“We are ready 🙂,” said Ana Ruiz.\n\n'
        'Tom Lund accused Elsa Brandt of hiding the leak. Brandt denied it.\n\n'
        'Spending on the harbour rose by 12% to £4.5m in 2023, Ruiz said.\n')


def annotate(text=TEXT, **more):
    daemon = Daemon()
    with hearsay.connect(daemon.socket_path, start=False) as client:
        return client.annotate(text, **more)


def of_kind(kind, found):
    return [one for one in found if isinstance(one, kind)]


@test
def python_gets_quotes_with_their_speakers():
    quote = of_kind(hearsay.Quote, annotate())[0]
    assert (quote.form, quote.speaker.name) == ('direct', 'Ana Ruiz'), quote
    assert quote.words(TEXT) == '“We are ready 🙂,”', quote.words(TEXT)
    assert quote.source.of(TEXT) == 'Ana Ruiz', 'spans count characters, an emoji as one'


@test
def python_gets_accusations_joined_to_their_answers():
    found = annotate()
    accusation, = [one for one in of_kind(hearsay.Accusation, found) if one.confidence >= 0.5]
    answer, = of_kind(hearsay.Answer, found)
    assert accusation.accuser.name == 'Tom Lund'
    assert [party.name for party in accusation.accused] == ['Elsa Brandt']
    assert accusation.charge.of(TEXT) == 'hiding the leak'
    assert accusation.answers == [answer.id] and answer.to == accusation.id
    assert answer.answer == 'denial'


@test
def python_gets_claims_with_their_quantities():
    claim = max(of_kind(hearsay.Claim, annotate()), key=lambda one: one.checkworthiness)
    assert {(one.text, one.value, one.unit) for one in claim.quantities} >= {
        ('12%', 12, 'percent'), ('£4.5m', 4500000, 'GBP')}, claim


@test
def python_sets_the_threshold_of_claims():
    assert not of_kind(hearsay.Claim, annotate(claim_threshold=1.0))


@test
def python_sends_long_texts():
    found = annotate('“We are ready,” said Ana Ruiz.\n\n' * 3000)
    assert len(of_kind(hearsay.Quote, found)) == 3000, len(found)


@test
def python_passes_over_what_it_does_not_know():
    shared = {'id': '0' * 16, 'span': {'start': 0, 'end': 1}, 'confidence': 1, 'news': True}
    assert hearsay.read_annotation({**shared, 'kind': 'rumour'}) is None
    answer = hearsay.read_annotation({**shared, 'kind': 'answer', 'answer': 'denial'})
    assert answer.answer == 'denial' and answer.by is None


@test
def python_turns_an_error_reply_into_an_exception():
    daemon = Daemon()
    with hearsay.connect(daemon.socket_path) as client:
        try:
            client.call('hearsay/nonsense')
            raise AssertionError('no exception')
        except hearsay.HearsayError as error:
            assert error.code == -32601, error
        assert client.status()['clients'] == 1, 'the connection goes on'


@test
def python_says_what_to_do_where_no_daemon_runs():
    try:
        hearsay.connect('/nonexistent/hearsay.sock', start=False)
        raise AssertionError('no exception')
    except hearsay.HearsayError as error:
        assert 'start one: hearsayd --socket=/nonexistent/hearsay.sock' in str(error), error


@test
def python_ignores_a_relative_runtime_folder():
    print_path = 'import hearsay.client; print(hearsay.client._default_socket())'
    for runtime, wanted in (('run', f'/tmp/hearsay-{os.getuid()}/hearsay.sock'),
                            ('', f'/tmp/hearsay-{os.getuid()}/hearsay.sock'),
                            ('/run/x', '/run/x/hearsay/hearsay.sock')):
        environment = {**os.environ, 'XDG_RUNTIME_DIR': runtime, 'PYTHONPATH': CLIENT}
        found = subprocess.run([sys.executable, '-c', print_path], env=environment, check=True,
                               capture_output=True, text=True).stdout.strip()
        assert found == wanted, (runtime, found)


STARTS = '''
import hearsay
with hearsay.connect() as daemon:
    assert daemon.annotate('“We are ready,” said Ana Ruiz.')
'''


@test
def python_starts_a_daemon_that_the_next_script_uses():
    daemon = Daemon()  # lends its folder
    environment = {**os.environ, 'XDG_RUNTIME_DIR': daemon.folder, 'HEARSAYD': HEARSAYD,
                   'PYTHONPATH': CLIENT}
    for _ in range(2):
        subprocess.run([sys.executable, '-W', 'error', '-c', STARTS], env=environment, check=True)
    with hearsay.connect(os.path.join(daemon.folder, 'hearsay', 'hearsay.sock'),
                         start=False) as client:
        counters = client.status()['counters']
        client.call('hearsay/stop')
    assert counters['clientsAccepted'] == 3, counters


if __name__ == '__main__':
    run()
