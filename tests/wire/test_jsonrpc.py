"""Every case of the JSON-RPC 2.0 specification, and LSP's life of a session, on the real socket."""
from client import (CANCELLED, Daemon, INVALID_PARAMS, INVALID_REQUEST, METHOD_NOT_FOUND,
                    NOT_INITIALIZED, REQUEST_FAILED, Stdio, call, frame, run, test)

TEXT = {'text': 'Nothing is said here.'}
LONG_TEXT = {'text': 'The mill at Harrow Bend closed. “It is a loss,” said Ida Marl.\n\n' * 3000}


@test
def ids_come_back_as_they_were_sent():
    client = Daemon().connect()
    for id in (0, -5, 2**53, 'a string', '', 'quote " and \\ and é', 1.5):
        client.send(call('hearsay/annotate', TEXT, id))
        reply = client.receive()
        assert reply['id'] == id and type(reply['id']) is type(id), reply
    client.send({'jsonrpc': '2.0', 'id': None, 'method': 'hearsay/annotate', 'params': TEXT})
    reply = client.receive()
    assert reply['id'] is None and 'result' in reply, reply


@test
def invalid_requests_are_answered_with_the_id_that_can_be_had():
    client = Daemon().connect()
    good = call('hearsay/annotate', TEXT, 4)
    for change, id in (({'jsonrpc': '1.0'}, 4), ({'jsonrpc': 2}, 4), ({'method': 5}, 4),
                       ({'method': None}, 4), ({'params': 'text'}, 4), ({'params': 3}, 4),
                       ({'id': True}, None), ({'id': [1]}, None), ({'id': {}}, None)):
        client.send(dict(good, **change))
        reply = client.receive()
        assert reply['id'] == id and reply['error']['code'] == INVALID_REQUEST, (change, reply)
    for message in (1, 'text', None, True, {}):
        client.send(message)
        reply = client.receive()
        assert reply['id'] is None and reply['error']['code'] == INVALID_REQUEST, reply


@test
def unknown_methods_and_bad_params_have_their_codes():
    client = Daemon().connect()
    client.initialize()
    assert client.fail('no/such/method') == METHOD_NOT_FOUND
    assert client.fail('$/noSuchRequest') == METHOD_NOT_FOUND
    assert client.fail('hearsay/annotate', {}) == INVALID_PARAMS
    assert client.fail('hearsay/annotate', {'text': 5}) == INVALID_PARAMS
    assert client.fail('hearsay/annotate', ['text']) == INVALID_PARAMS
    assert client.fail('hearsay/annotations', {'textDocument': {}}) == INVALID_PARAMS
    for kinds in 'quote', [], ['quotes'], ['quote', 5], ['quote', 'facts']:
        assert client.fail('hearsay/search', {'query': 'x', 'kinds': kinds}) == INVALID_PARAMS, kinds
    for wrong in {'action': 'list', 'after': '1'}, {'action': 'dance'}, {'action': 'show'}:
        assert client.fail('hearsay/archive', wrong) == INVALID_PARAMS, wrong


@test
def an_analysis_is_of_a_text_or_of_an_open_document():
    client = Daemon().connect()
    client.initialize()
    text = '😀 Rain fell.'
    for params, place in (({'text': text}, 'start_char=2|end_char=6'),
                          ({'text': text, 'offsets': 'utf-16'}, 'start_char=3|end_char=7'),
                          ({'text': text, 'offsets': 'utf-8'}, 'start_char=5|end_char=9')):
        conllu = client.call('hearsay/analyse', params)['conllu']
        word, = [line for line in conllu.splitlines() if '\tRain\t' in line]
        assert place in word and len(word.split('\t')) == 10, conllu
    for wrong in ({}, {'text': 5}, {'uri': 5}, {'text': '', 'offsets': 'x'}):
        assert client.fail('hearsay/analyse', wrong) == INVALID_PARAMS, wrong
    assert client.fail('hearsay/analyse', {'uri': 'file:///not/open.txt'}) == REQUEST_FAILED
    client.notify('textDocument/didOpen', {'textDocument': {
        'uri': 'file:///a.md', 'languageId': 'markdown', 'version': 1, 'text': '# *Rain* fell\n'}})
    conllu = client.call('hearsay/analyse', {'uri': 'file:///a.md'})['conllu']
    assert 'start_char=3|end_char=7' in conllu, conllu
    client.notify('textDocument/didSave', {'textDocument': {'uri': 'file:///a.md'}, 'text': 'Wind.'})
    assert client.fail('hearsay/analyse', {'uri': 'file:///a.md'}) == REQUEST_FAILED


@test
def notifications_are_never_answered():
    client = Daemon().connect()
    client.initialize()
    for message in (call('no/such/notification'), call('$/noSuchNotification', {'a': 1}),
                    call('hearsay/annotate', TEXT), call('$/cancelRequest', {'id': 77}),
                    call('$/cancelRequest', {}), call('$/cancelRequest'),
                    call('textDocument/didOpen', {'textDocument': 5}),
                    call('textDocument/didChange', [])):
        client.send(message)
    client.call('hearsay/annotate', TEXT)
    extra = [message for message in client.kept if not message.get('method')]
    assert not extra, extra


@test
def batches_are_answered_as_one_array():
    client = Daemon().connect(lines=True)
    client.send([call('hearsay/annotate', TEXT, 1), call('no/such/notification'), 7,
                 call('no/such/method', None, 'two'), call('hearsay/annotate', TEXT, 3)])
    replies = client.receive()
    by_id = {reply['id']: reply for reply in replies}
    assert len(replies) == 4 and set(by_id) == {1, None, 'two', 3}, replies
    assert 'result' in by_id[1] and 'result' in by_id[3]
    assert by_id[None]['error']['code'] == INVALID_REQUEST


@test
def an_empty_batch_is_one_error_and_one_of_notifications_nothing():
    client = Daemon().connect(lines=True)
    client.send_bytes(b'[]\n')
    reply = client.receive()
    assert reply['id'] is None and reply['error']['code'] == INVALID_REQUEST, reply
    client.send([call('no/such/notification'), call('$/another')])
    client.send([call('hearsay/annotate', TEXT, 9)])
    replies = client.receive()
    assert [reply['id'] for reply in replies] == [9], replies
    client.send([1, 2])
    replies = client.receive()
    assert [reply['error']['code'] for reply in replies] == [INVALID_REQUEST] * 2, replies


@test
def an_id_in_use_is_refused():
    client = Daemon().connect()
    client.initialize()
    client.send_bytes(frame(call('hearsay/annotate', LONG_TEXT, 5)) +
                      frame(call('hearsay/annotate', TEXT, 5)))  # together: the first still waits
    replies = [client.receive(), client.receive()]
    errors = [reply['error']['code'] for reply in replies if 'error' in reply]
    assert all(reply['id'] == 5 for reply in replies) and errors == [INVALID_REQUEST], replies


@test
def a_request_under_way_can_be_cancelled():
    client = Daemon().connect()
    client.initialize()
    for method in ('hearsay/annotate', 'hearsay/analyse'):
        client.send_bytes(frame(call(method, LONG_TEXT, 'long')) +
                          frame(call('$/cancelRequest', {'id': 'long'})))
        reply = client.reply('long')
        assert reply['error']['code'] == CANCELLED, str(reply)[:200]
    client.call('hearsay/annotate', TEXT)


@test
def lsp_methods_wait_for_initialize():
    client = Daemon().connect()
    assert client.fail('textDocument/hover', {}) == NOT_INITIALIZED
    assert client.fail('shutdown') == NOT_INITIALIZED
    client.initialize()
    assert client.fail('initialize', {'capabilities': {}}) == INVALID_REQUEST


@test
def after_shutdown_only_exit_is_left():
    client = Daemon().connect()
    client.initialize()
    assert client.call('shutdown') is None
    assert client.fail('textDocument/hover', {}) == INVALID_REQUEST
    client.notify('exit')
    assert client.closed() == []


@test
def exit_says_whether_shutdown_came_before():
    for shut_down, status in ((True, 0), (False, 1)):
        stdio = Stdio()
        stdio.client.initialize()
        if shut_down:
            stdio.client.call('shutdown')
        stdio.client.notify('exit')
        stdio.client.closed()
        assert stdio.daemon.wait_end() == status


@test
def half_a_surrogate_pair_is_read_as_the_replacement_character():
    client = Daemon().connect(lines=True)
    client.send_bytes(b'{"jsonrpc":"2.0","id":1,"method":"hearsay/annotate",'
                      b'"params":{"text":"cut \\ud83d here"}}\n')
    assert 'result' in client.reply(1)


run()
