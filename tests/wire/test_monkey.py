"""A monkey at the keyboard: every method with params of the right and of wrong types, from several
sessions, with cancelling and leaving in between. Each request gets exactly one reply, and the
daemon lives on."""
import os
import random

from client import Daemon, call, run, test

REQUEST_FAILED = -32803
DRY_SECONDS = 0.3  # nothing comes for so long: all is said

URIS = ['file:///tmp/monkey/one.txt', 'file:///tmp/monkey/two.md', 'untitled:Three',
        'file:///tmp/monkey/four.html', 'file:///%', '']
TEXTS = [
    '“The weir was opened,” said Tova Lind, the warden of Orrel Bank. Critics say he lied.\n\n'
    'Lind accused the Orrel Water Board of fraud. “Nobody told us,\n',
    'The board committed fraud and stole the money of the town.\n\n“She knew of it all.”\n',
    '# Notes\r\n\r\nShe *said* 40% of the boats sank in 2019. \U0001f6a3 “It will hold.”\n',
    '<p>Mr Lind &amp; the board <b>denied</b> it: “No.”</p>\r<p>É\u0301\u2028x',
    '\0\ufeff“', '', 'x' * 5000, '“She lied.”\n\n' * 40,
]
METHODS = [
    'textDocument/hover', 'textDocument/completion', 'textDocument/definition',
    'textDocument/references', 'textDocument/documentHighlight', 'textDocument/documentSymbol',
    'textDocument/inlayHint', 'textDocument/foldingRange', 'textDocument/selectionRange',
    'textDocument/codeLens', 'codeLens/resolve', 'textDocument/codeAction', 'codeAction/resolve',
    'workspace/executeCommand', 'workspace/symbol', 'textDocument/prepareCallHierarchy',
    'callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls', 'textDocument/diagnostic',
    'workspace/diagnostic', 'textDocument/semanticTokens/full',
    'textDocument/semanticTokens/full/delta', 'textDocument/semanticTokens/range',
    'hearsay/analyse', 'hearsay/annotate', 'hearsay/annotations', 'hearsay/status',
    'hearsay/authenticate',
    'initialize', 'no/such', '$/no', 'a\0b', '',  # never answered with a result
]
NOTIFICATIONS = [
    'textDocument/didOpen', 'textDocument/didOpen', 'textDocument/didChange',
    'textDocument/didChange', 'textDocument/didSave', 'textDocument/didClose', 'initialized',
    'workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles',
    'workspace/didChangeWorkspaceFolders', '$/setTrace', '$/cancelRequest', '$/nothing', 'no/such',
]
ODD = [None, True, False, 0, -1, 1, 2**31 - 1, 2**31, 2**32, 2**53, 2**63 - 1, -2**63, 1.5, 1e300,
       '', 'x', '\0', 'a\0b', 'file:///\0', '\ud800', [], {}, [[]], [None], {'': {}}, 'é' * 300]


def odd_or(rng, value, odds=0.1):
    return rng.choice(ODD) if rng.random() < odds else value


class Monkey:
    """One session: what it sends is random, what it expects is exact."""

    def __init__(self, daemon, rng, lines):
        self.daemon, self.rng, self.lines = daemon, rng, lines
        self.version = 0
        self.harvest = []  # what the server sent that may be sent back to it
        self.answered = set()  # methods that gave a result, not only errors
        self.connect()

    def connect(self):
        self.client = self.daemon.connect(self.lines)
        self.waiting = {}
        self.client.initialize({
            'general': {'positionEncodings': self.rng.choice(
                [['utf-8'], ['utf-16', 'utf-8'], ['utf-32'], [5, 'utf-9'], []])},
            'textDocument': {'codeAction': {
                'codeActionLiteralSupport': {},
                'resolveSupport': {'properties': ['edit']}}},
            'workspace': {'configuration': self.rng.random() < 0.5, 'applyEdit': True,
                          'workspaceEdit': {'documentChanges': self.rng.random() < 0.5,
                                            'resourceOperations': ['create']}},
        }, initializationOptions=odd_or(self.rng, {'didAnnotate': True}))

    def uri(self):
        return self.rng.choice(URIS[:2] * 4 + URIS)

    def number(self):
        return odd_or(self.rng, self.rng.choice([0, 0, 1, 2, 7, 20, 60, 10**6]), 0.03)

    def position(self):
        return odd_or(self.rng, {'line': self.number(), 'character': self.number()}, 0.03)

    def range(self):
        if self.rng.random() < 0.4:
            return {'start': {'line': 0, 'character': 0}, 'end': {'line': 99, 'character': 0}}
        return odd_or(self.rng, {'start': self.position(), 'end': self.position()}, 0.03)

    def change(self):
        """One entry of contentChanges, which mostly makes sense."""
        rng = self.rng
        start = rng.randrange(40)
        inserted = rng.choice(['', 'a', ' she said. ', '“', '\r', '\n\n', '\U0001f6a3'])
        if rng.random() < 0.2:
            return {'text': odd_or(rng, rng.choice(TEXTS), 0.05)}
        if rng.random() < 0.1:
            return {'range': self.range(), 'text': inserted}
        return {'range': {'start': {'line': 0, 'character': start},
                          'end': {'line': 0, 'character': start + rng.randrange(5)}},
                'text': inserted}

    def params(self):
        """An object with a value under every key that any method reads."""
        rng = self.rng
        self.version += 1
        params = {
            'textDocument': {'uri': odd_or(rng, self.uri(), 0.03),
                             'version': odd_or(rng, self.version, 0.02),
                             'languageId': rng.choice(['plaintext', 'markdown', 'html', 7]),
                             'text': odd_or(rng, rng.choice(TEXTS), 0.03)},
            'position': self.position(), 'range': self.range(),
            'positions': [self.position() for _ in range(rng.randrange(4))],
            'contentChanges': [self.change() for _ in range(rng.randrange(4))],
            'text': rng.choice(TEXTS),
            'context': {'includeDeclaration': True, 'only': ['quickfix'], 'diagnostics': []},
            'query': rng.choice(['', 'l', 'Lind']), 'settings': {'hearsay': {'thoughts': True}},
            'item': {'uri': rng.choice(URIS), 'data': {'party': rng.choice(['Lind', ''])}},
            'data': {'uri': rng.choice(URIS), 'party': 'Tova Lind', 'fix': 'hearsay.attribute'},
            'previousResultId': str(rng.randrange(50)), 'workDoneToken': rng.choice([1, 'w']),
            'previousResultIds': [{'uri': rng.choice(URIS), 'value': 'x'}],
            'event': {'added': [{'uri': 'file:///tmp', 'name': 'x'}], 'removed': []},
            'id': odd_or(rng, rng.choice([*self.waiting, 0])), 'capabilities': {},
            'offsets': 'utf-16', 'command': 'hearsay.ignoreHere', 'arguments': [{}],
        }
        if self.harvest and rng.random() < 0.5:
            params.update(self.twisted(rng.choice(self.harvest)))
        if rng.random() < 0.3:
            for key in rng.sample(list(params), rng.randrange(1, 6)):
                params[key] = rng.choice(ODD)
        if rng.random() < 0.05:
            params['textDocument'] = odd_or(rng, {'uri': rng.choice(ODD)})
        return odd_or(rng, params, 0.03)

    def twisted(self, sent):
        """Something of the server's own, with one of its values changed."""
        data = dict(sent.get('data') or {})
        if data and self.rng.random() < 0.7:
            data[self.rng.choice(list(data))] = self.rng.choice(
                ['hearsay.attribute', 'hearsay.ignoreHere', 'hearsay.ignoreRule', *ODD])
        return {**sent, 'data': data, 'arguments': [data], 'item': {**sent, 'data': data}}

    def send_back(self, method, sent):
        self.harvest = (self.harvest + sent)[-100:]
        if method != 'textDocument/codeAction':
            return
        for action in sent:
            action = action if self.rng.random() < 0.5 else self.twisted(action)
            data = action['data']
            fix = data.get('fix') if isinstance(data, dict) else None
            self.request('codeAction/resolve', action)
            self.request('workspace/executeCommand', {'command': fix, 'arguments': [data]})

    def request(self, method, params):
        id = self.client.request(method, params)
        self.waiting[id] = method
        return id

    def step(self):
        if self.rng.random() < 0.45:
            self.client.send(call(self.rng.choice(NOTIFICATIONS), self.params()))
            return
        method = self.rng.choice(METHODS)
        id = self.request(method, self.params())
        if self.rng.random() < 0.1:
            self.client.notify('$/cancelRequest', {'id': id})

    def take(self, message):
        if 'method' in message:
            if 'id' in message:
                self.client.send({'jsonrpc': '2.0', 'id': message['id'], self.rng.choice(
                    ['result', 'error']): self.rng.choice([{}, [{}], [None], None])})
            return
        if message['id'] is None:
            return  # the answer to our bad responses
        method = self.waiting.pop(message['id'], None)
        assert method is not None, f'a second reply, or one to nothing: {message}'
        assert ('result' in message) != ('error' in message), message
        if 'error' in message:
            assert -33000 < message['error']['code'] < -32000 and message['error']['message']
            if message['error']['code'] == REQUEST_FAILED:  # perhaps out of step
                self.client.open(self.uri(), self.rng.choice(TEXTS), self.version,
                                 self.rng.choice(['plaintext', 'markdown', 'html']))
            return
        self.answered.add(method)
        if isinstance(message['result'], list):
            self.send_back(method, [sent for sent in message['result'][:8]
                                    if isinstance(sent, dict) and 'data' in sent])

    def settle(self):
        """Reads until each request has its reply."""
        while self.waiting:
            self.take(self.client.receive())

    def leave(self):
        """Goes away with requests out."""
        for uri in URIS[:3]:
            self.client.open(uri, self.rng.choice(TEXTS) * 20, 2**30)
            self.client.request('textDocument/semanticTokens/full', {'textDocument': {'uri': uri}})
        self.client.request('hearsay/annotate', {'text': TEXTS[0] * 200})
        self.client.close()
        self.connect()


def forgetful():
    """Freed memory that a sanitizer holds back is not what the daemon holds."""
    return {'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':quarantine_size_mb=4'}


@test
def whatever_the_monkeys_send_each_request_has_one_reply():
    rng = random.Random(20240607)
    daemon = Daemon(environment=forgetful())
    monkeys = [Monkey(daemon, rng, lines=i == 0) for i in range(4)]
    grown = []
    for _ in range(80):
        for monkey in monkeys:
            for _ in range(10):
                monkey.step()
        for monkey in monkeys:
            monkey.settle()
            if rng.random() < 0.1:
                monkey.leave()
        grown.append(daemon.resident_kib())
    for monkey in monkeys:  # nothing may come behind the last reply
        monkey.client.connection.settimeout(DRY_SECONDS)
        try:
            while True:
                monkey.take(monkey.client.receive())
        except TimeoutError:
            pass
    answered = set().union(*(monkey.answered for monkey in monkeys))
    assert len(answered) > len(METHODS) / 2, answered
    assert grown[-1] - grown[len(grown) // 2] < 64 * 1024, grown
    assert daemon.connect().call('hearsay/annotate', {'text': TEXTS[0]})['annotations']


run()
