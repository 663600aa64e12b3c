"""What the features promise beyond an editor's ordinary life: params of the wrong form are refused,
and nothing that a client sends back to us is trusted."""
from client import INVALID_PARAMS, Daemon, run, test

URI = 'file:///tmp/hearsay-features/report.md'
TEXT = ('The board committed fraud and stole the money of the town.\n\n'
        'Critics say the dam is unsafe. Lind accused the Orrel Water Board of fraud.\n\n'
        '“The weir was opened and nobody told us anything.\n\nBut this begins anew.\n')
WHOLE = {'start': {'line': 0, 'character': 0}, 'end': {'line': 99, 'character': 0}}
ACTIONS = {'textDocument': {'codeAction': {'codeActionLiteralSupport': {},
                                           'resolveSupport': {'properties': ['edit']}},
                            'diagnostic': {}},
           'workspace': {'applyEdit': True,
                         'workspaceEdit': {'documentChanges': True,
                                           'resourceOperations': ['create']}}}


def opened(text=TEXT):
    client = Daemon().connect()
    client.initialize(ACTIONS)
    client.open(URI, text, language='markdown')
    return client


def about(**more):
    return {'textDocument': {'uri': URI}, **more}


def actions_of(client):
    return client.call('textDocument/codeAction', about(range=WHOLE, context={'diagnostics': []}))


@test
def a_fix_is_made_only_for_the_rule_that_it_suits():
    client = opened()
    actions = actions_of(client)
    rules = {action['data']['rule'] for action in actions}
    assert {'unattributed-accusation', 'unclosed-quote', 'vague-source'} <= rules, rules
    for action in actions:
        data = dict(action['data'], fix='hearsay.attribute', name='Tova Lind')
        assert client.fail('codeAction/resolve', dict(action, data=data)) == INVALID_PARAMS


@test
def every_offered_fix_resolves_to_an_edit():
    client = opened()
    for action in actions_of(client):
        assert 'edit' in client.call('codeAction/resolve', action), action


@test
def a_command_and_its_argument_must_agree():
    client = opened()
    reference = actions_of(client)[0]['data']
    for command in ('hearsay.attribute', 'no.such', None):
        assert client.fail('workspace/executeCommand',
                           {'command': command, 'arguments': [reference]}) == INVALID_PARAMS
    assert client.call('workspace/executeCommand',
                       {'command': reference['fix'], 'arguments': [reference]}) is None
    assert client.wait(lambda m: m.get('method') == 'workspace/applyEdit')['params']['edit']


@test
def positions_and_ranges_of_the_wrong_form_are_refused():
    client = opened()
    fine = {'line': 0, 'character': 0}
    bad = [None, 1, 'x', [], {}, {'line': 0}, {'line': -1, 'character': 0},
           {'line': 0, 'character': 1.0}, {'line': 2**31, 'character': 0},
           {'line': 0, 'character': None}]
    for method in ('hover', 'completion', 'definition', 'references', 'documentHighlight',
                   'prepareCallHierarchy'):
        for position in bad:
            assert client.fail('textDocument/' + method,
                               about(position=position)) == INVALID_PARAMS, (method, position)
        client.call('textDocument/' + method,
                    about(position={'line': 2**31 - 1, 'character': 2**31 - 1}))
    for method in ('textDocument/inlayHint', 'textDocument/codeAction',
                   'textDocument/semanticTokens/range', 'hearsay/annotations'):
        for position in bad:
            for wrong in (position, {'start': position, 'end': fine},
                          {'start': fine, 'end': position}):
                assert client.fail(method, about(range=wrong)) == INVALID_PARAMS, (method, wrong)
        client.call(method, about(range={'start': WHOLE['end'], 'end': fine}))
    for wrong in (None, {}, [fine, None], 'x'):
        assert client.fail('textDocument/selectionRange', about(positions=wrong)) == INVALID_PARAMS
    assert len(client.call('textDocument/selectionRange', about(positions=[fine, fine]))) == 2


@test
def annotations_are_given_of_all_of_a_document_or_of_a_range():
    client = opened()
    every = client.call('hearsay/annotations', about())['annotations']
    second = {'start': {'line': 2, 'character': 0}, 'end': {'line': 3, 'character': 0}}
    some = client.call('hearsay/annotations', about(range=second))
    assert some['version'] == 1
    assert some['annotations'] == [one for one in every if one['span']['start']['line'] == 2]
    assert 0 < len(some['annotations']) < len(every)


@test
def names_are_offered_where_one_may_begin():
    client = opened('Tova Lind accused the Orrel Water Board of fraud. They met\n')

    def offered(character):
        answer = client.call('textDocument/completion',
                             about(position={'line': 0, 'character': character}))
        return [item['label'] for item in answer['items']]

    assert offered(0) and offered(len('Tova Lind '))
    assert offered(len('Tova L')) == ['Tova Lind']
    assert not offered(len('Tova Lind acc')), 'not in a word that is no name'
    assert not offered(len('Tova Lind accused the Orrel Water Board of fraud.')), 'behind a stop'
    assert offered(len('Tova Lind accused the Orrel Water Board of fraud. '))


@test
def a_uri_is_not_cut_at_a_nul():
    client = opened()
    assert client.fail('textDocument/foldingRange',
                       {'textDocument': {'uri': URI + '\0x'}}) == INVALID_PARAMS
    client.open(URI + '\0x', 'Another text.')
    assert client.wait(lambda m: m.get('method') == 'window/showMessage')
    assert actions_of(client), 'the document itself is still open'


@test
def a_result_id_changes_when_a_range_does():
    client = opened('É “The weir was opened and nobody told us.\n\nBut this begins anew.\n')
    before = client.call('textDocument/diagnostic', about())
    assert before['items']
    client.notify('textDocument/didChange', {
        'textDocument': {'uri': URI, 'version': 2},
        'contentChanges': [{'range': {'start': {'line': 0, 'character': 0},
                                      'end': {'line': 0, 'character': 1}}, 'text': 'Ea'}]})
    after = client.call('textDocument/diagnostic', about(previousResultId=before['resultId']))
    assert after['kind'] == 'full' and after['items'] != before['items'], after


@test
def a_language_that_is_empty_is_guessed_from_the_name_and_one_that_is_not_known_is_plain():
    client = Daemon().connect()
    client.initialize()

    def sections(name, language):
        uri = 'file:///tmp/hearsay-features/' + name
        client.open(uri, '# One\n\nIt rains.\n\n# Two\n\nIt stops.\n', language=language)
        return len(client.call('textDocument/foldingRange', {'textDocument': {'uri': uri}}))

    assert sections('a.md', '') == 2 and sections('a', 'markdown') == 2
    assert sections('a.txt', '') == 0 and sections('b.md', 'latex') == 0


@test
def the_status_counts_the_open_documents_of_all_clients():
    daemon = Daemon()
    clients = [daemon.connect() for _ in range(2)]
    for client in clients:
        client.initialize()
        client.open(URI, TEXT)
    clients[0].open(URI + '.2', TEXT)
    assert clients[0].call('hearsay/status')['documents'] >= 2
    clients[1].call('textDocument/foldingRange', about())
    assert clients[0].call('hearsay/status')['documents'] == 3
    clients[0].notify('textDocument/didClose', about())
    assert clients[0].call('hearsay/status')['documents'] == 2


run()
