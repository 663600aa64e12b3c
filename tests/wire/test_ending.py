"""How the daemon starts and ends: signals, ends of input, idle time, status."""
import os
import signal
import subprocess
import tempfile
import time

from client import Daemon, HEARSAYD, Stdio, call, frame, run, test, wait_until

TEXT = {'text': 'Nothing is said here.'}
PARAGRAPH = 'The mill at Harrow Bend closed. “It is a loss,” said Ida Marl.\n\n'
PATIENT = '--limit=drain_ms=60000'


def ask_much(client, paragraphs=2000):
    client.initialize()
    return client.request('hearsay/annotate', {'text': PARAGRAPH * paragraphs})


def wait_for_jobs(daemon, count=1):
    wait_until(lambda: daemon.counter('jobs') >= count, 'the work has begun')


@test
def sigterm_finishes_what_is_under_way():
    daemon = Daemon(PATIENT)
    client, idle = daemon.connect(), daemon.connect()
    id = ask_much(client)
    idle.initialize()
    wait_for_jobs(daemon)
    daemon.process.send_signal(signal.SIGTERM)
    assert idle.closed() == []
    assert 'result' in client.reply(id)
    assert client.closed() == []
    assert daemon.wait_end() == 0
    assert not os.path.exists(daemon.socket_path)


@test
def a_draining_daemon_takes_no_new_clients():
    daemon = Daemon(PATIENT)
    client = daemon.connect()
    id = ask_much(client)
    wait_for_jobs(daemon)
    daemon.process.send_signal(signal.SIGTERM)
    wait_until(lambda: not daemon.accepts(), 'the socket is closed')
    assert 'result' in client.reply(id)
    assert daemon.wait_end() == 0


@test
def a_second_signal_ends_at_once():
    daemon = Daemon(PATIENT)
    client = daemon.connect()
    ask_much(client, 60000)
    wait_for_jobs(daemon)
    daemon.process.send_signal(signal.SIGTERM)
    wait_until(lambda: not daemon.accepts(), 'the drain has begun')
    daemon.process.send_signal(signal.SIGTERM)
    assert daemon.wait_end() == 128 + signal.SIGTERM


@test
def stop_ends_the_daemon_after_its_reply():
    daemon = Daemon()
    client = daemon.connect()
    assert client.call('hearsay/stop') is None
    assert client.closed() == []
    assert daemon.wait_end() == 0


@test
def hang_up_does_not_end_a_daemon():
    daemon = Daemon()
    daemon.process.send_signal(signal.SIGHUP)
    client = daemon.connect()
    client.call('hearsay/annotate', TEXT)
    daemon.process.send_signal(signal.SIGHUP)
    client.call('hearsay/annotate', TEXT)


@test
def nobody_for_the_idle_timeout_ends_the_daemon():
    daemon = Daemon('--idle-timeout=1')
    client = daemon.connect()
    time.sleep(1.5)
    client.call('hearsay/annotate', TEXT)
    before = time.monotonic()
    client.close()
    assert daemon.wait_end() == 0
    assert time.monotonic() - before > 0.8


@test
def the_end_of_standard_input_ends_a_stdio_server_after_its_answers():
    stdio = Stdio('--limit=drain_ms=10')  # which is for the end of the daemon, not of the input
    id = ask_much(stdio.client)
    stdio.client.connection.shutdown(1)
    assert 'result' in stdio.client.reply(id)
    stdio.client.closed()
    assert stdio.daemon.wait_end() == 0


@test
def a_stdio_server_whose_client_is_gone_ends():
    stdio = Stdio()
    ask_much(stdio.client)
    stdio.client.close()
    stdio.daemon.wait_end()


@test
def a_stdio_server_ends_when_the_process_of_its_client_is_gone():
    with subprocess.Popen(['sleep', '60']) as editor:
        stdio = Stdio()
        stdio.client.initialize(processId=editor.pid)  # overrides the null
        stdio.client.call('hearsay/annotate', TEXT)
        editor.kill()
    assert stdio.client.closed() == []
    assert stdio.daemon.wait_end() == 0


@test
def stdio_works_over_pipes_and_over_files():
    daemon_folder = Daemon('--stdio', stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    assert daemon_folder.wait_end() == 0
    question = frame(call('hearsay/annotate', TEXT, 1))
    answer = subprocess.run([HEARSAYD, '--stdio'], input=question, stdout=subprocess.PIPE,
                            timeout=20, check=True).stdout
    assert answer.startswith(b'Content-Length: ') and b'"id":1' in answer, answer
    asked, answered = (os.path.join('/tmp', f'hearsay-{os.getpid()}-{name}')
                       for name in ('asked', 'answered'))
    with open(asked, 'wb') as file:
        file.write(b'{"jsonrpc":"2.0","id":1,"method":"hearsay/annotate","params":{"text":""}}\n'
                   * 500)
    with open(asked, 'rb') as source, open(answered, 'wb') as target:
        subprocess.run([HEARSAYD, '--stdio'], stdin=source, stdout=target, timeout=20, check=True)
    with open(answered, 'rb') as file:
        assert len(file.read().splitlines()) == 500
    os.unlink(asked)
    os.unlink(answered)


@test
def closed_standard_descriptors_do_no_harm():
    done = subprocess.run(['sh', '-c', '"$0" --stdio <&- >&- 2>&-', HEARSAYD], timeout=20,
                          check=False)
    assert done.returncode == 0, done
    folder = tempfile.mkdtemp(prefix='hearsay-')
    daemon = Daemon('-c', 'exec "$0" "$1" <&- >&- 2>&-', HEARSAYD,
                    '--socket=' + os.path.join(folder, 'hearsay.sock'), folder=folder,
                    program='sh')
    daemon.connect().call('hearsay/annotate', TEXT)


@test
def work_for_a_client_that_left_is_cancelled():
    daemon = Daemon()
    client = daemon.connect()
    ask_much(client, 60000)
    wait_for_jobs(daemon)
    client.close()
    wait_until(lambda: daemon.counter('cancelledRequests') == 1, 'the request is cancelled')


@test
def exit_does_not_wait_for_requests():
    daemon = Daemon()
    client = daemon.connect()
    ask_much(client, 60000)
    wait_for_jobs(daemon)
    client.notify('exit')
    assert client.closed() == []
    assert daemon.counter('cancelledRequests') == 1


@test
def usage_errors_are_told_with_status_2():
    for arguments in (['--no-such-option'], ['argument'], ['--socket'], ['--limit=nothing=1'],
                      ['--limit=clients=0'], ['--limit=clients'], ['--limit=clients=many'],
                      ['--limit=clients=-1'], ['--limit=clients=99999999999999999999'],
                      ['--log-level=loud'], ['--idle-timeout=soon'], ['--idle-timeout=-1'],
                      ['--listen=127.0.0.1:0'], ['--token-file=x'], ['--stdio', '--socket=x'],
                      ['--stdio', '--listen=127.0.0.1:0', '--token-file=x']):
        done = subprocess.run([HEARSAYD, *arguments], capture_output=True, timeout=20, check=False)
        assert done.returncode == 2, (arguments, done)
        assert done.stdout == b'' and done.stderr.startswith(b'hearsayd: '), (arguments, done)
        assert b'--help' in done.stderr


@test
def a_model_that_is_not_there_is_named_to_who_needs_it():
    client = Daemon('--model=/nowhere/at-all.model').connect()
    reply = client.reply(client.request('hearsay/analyse', TEXT))
    assert '/nowhere/at-all.model' in reply['error']['message'], reply
    client.call('hearsay/status')


@test
def help_version_and_limits_are_printed():
    for option, word in (('--help', b'--stdio'), ('--version', b'hearsayd 0.'),
                         ('--limits', b'clients\t256')):
        done = subprocess.run([HEARSAYD, option], capture_output=True, timeout=20, check=True)
        assert word in done.stdout and done.stderr == b'', done
    with open('/dev/full', 'wb') as full:
        done = subprocess.run([HEARSAYD, '--help'], stdout=full, timeout=20, check=False)
    assert done.returncode == 3


run()
