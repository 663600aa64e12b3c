"""Many clients, many requests: everyone is served, and each request gets exactly one reply."""
import random
import time

from client import CANCELLED, Daemon, call, run, test, wait_until

TEXT = {'text': '“The gate was shut,” said Ida Marl, the keeper of the lock at Harrow Bend.'}


@test
def two_hundred_clients_at_once():
    daemon = Daemon()
    clients = [daemon.connect(lines=i % 2 == 1) for i in range(200)]
    for client in clients:
        client.request('initialize', {'processId': None, 'capabilities': {}})
    for client in clients:
        assert 'result' in client.reply(1)
        client.request('hearsay/annotate', TEXT)
    answers = [client.reply(2)['result'] for client in clients]
    assert all(answer == answers[0] for answer in answers)
    assert daemon.status()['clients'] == 201
    for client in clients:
        client.close()


@test
def each_request_of_a_storm_gets_exactly_one_reply():
    daemon = Daemon()
    client = daemon.connect()
    client.initialize()
    order = random.Random(20261124)
    sent = set()
    for i in range(1500):
        id = f'storm-{i}' if i % 3 else i + 10000
        sent.add(id)
        client.send(call('hearsay/annotate' if i % 5 else 'hearsay/status',
                         TEXT if i % 5 else None, id))
        if order.random() < 0.5:
            client.notify('$/cancelRequest', {'id': order.choice(sorted(sent, key=str))})
        if i % 50 == 49:  # read now and then, as clients do
            while len(sent) > 40:
                take_reply(client, sent)
    while sent:
        take_reply(client, sent)
    id = client.request('hearsay/annotate', TEXT)
    assert client.receive()['id'] == id  # and not one more


def take_reply(client, sent):
    message = client.receive()
    assert message['id'] in sent, message
    assert 'result' in message or message['error']['code'] == CANCELLED, message
    sent.remove(message['id'])


@test
def clients_that_come_and_go_leave_nothing_behind():
    daemon = Daemon()
    order = random.Random(7)
    for i in range(300):
        client = daemon.connect()
        stage = order.randrange(4)
        if stage > 0:
            client.request('initialize', {'processId': None, 'capabilities': {}})
        if stage > 1:
            client.open(f'file:///draft-{i}.txt', TEXT['text'] * 20)
            client.request('hearsay/annotate', TEXT)
        if stage > 2:
            client.reply(1)
        client.close()
    end = time.monotonic() + 20
    while daemon.status()['clients'] > 1 and time.monotonic() < end:
        time.sleep(0.02)
    status = daemon.status()
    assert status['clients'] == 1, status
    assert status['counters']['clientsAccepted'] >= 301


@test
def a_busy_client_does_not_starve_the_others():
    daemon = Daemon()
    busy, other = daemon.connect(), daemon.connect()
    burst = b''.join(b'Content-Length: 45\r\n\r\n{"jsonrpc":"2.0","method":"$/nothing-at-all"}'
                     for _ in range(20000))
    busy.connection.setblocking(False)
    sent, slowest = 0, 0.0
    while sent < len(burst):
        try:
            sent += busy.connection.send(burst[sent:sent + 65536])
        except BlockingIOError:
            pass
        before = time.monotonic()
        other.call('hearsay/status')
        slowest = max(slowest, time.monotonic() - before)
    assert slowest < 5, f'{slowest} s for a status while another client floods'


def answered(daemon):
    return daemon.status()['latencyMs']['annotate']['count']


@test
def a_client_with_much_work_does_not_keep_the_others_waiting():
    daemon = Daemon()
    busy, other = daemon.connect(), daemon.connect()
    busy.initialize()
    quiet = {'text': 'The lock keeper closed the gate behind the last barge.\n\n' * 4000}
    asked = [busy.request('hearsay/annotate', quiet) for _ in range(40)]
    wait_until(lambda: daemon.counter('jobs') >= 8, 'the work has begun')
    for _ in range(5):
        before = answered(daemon)
        other.call('hearsay/annotate', TEXT)
        ahead = answered(daemon) - before - 1
        assert ahead <= (len(asked) - before) // 2, \
            f'{ahead} long texts came first of those that another client had asked about'
    for id in asked:
        busy.notify('$/cancelRequest', {'id': id})
    for id in asked:
        busy.reply(id)


run()
