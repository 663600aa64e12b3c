#!/usr/bin/env python3
"""docs/SCRIPTING.md: every example runs, and prints what the page says it does."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from client import HEARSAYD, TREE, Daemon, program_of, run, test, wait_until

COMMANDS = {'sh': ['sh', '-eu'], 'js': ['node', '--input-type=module', '-'],
            'python': [sys.executable, '-']}

with open(os.path.join(TREE, 'docs', 'SCRIPTING.md'), encoding='utf-8') as page:
    PAGE = page.read()
EXAMPLES = re.findall(r'```(sh|js|python)\n(.*?)```\n```text\n(.*?)```', PAGE, re.DOTALL)


def prepare(daemon):
    """The folder and the environment that the page promises."""
    for name, text in re.findall(r'```text (\S+)\n(.*?)```', PAGE, re.DOTALL):
        with open(os.path.join(daemon.folder, name), 'w', encoding='utf-8') as file:
            file.write(text)
    programs = os.path.join(daemon.folder, 'bin')
    os.mkdir(programs)
    os.symlink(program_of('HEARSAY'), os.path.join(programs, 'hearsay'))
    return {**os.environ, 'XDG_RUNTIME_DIR': daemon.folder, 'HEARSAYD': HEARSAYD,
            'PATH': programs + ':' + os.environ['PATH'],
            'PYTHONPATH': os.path.join(TREE, 'clients', 'python')}


def at_the_usual_place():
    folder = tempfile.mkdtemp(prefix='hearsay-')
    os.mkdir(os.path.join(folder, 'hearsay'), 0o700)
    socket = os.path.join(folder, 'hearsay', 'hearsay.sock')
    daemon = Daemon(f'--socket={socket}', folder=folder, wait=False)
    daemon.socket_path = socket
    wait_until(daemon.accepts, 'the daemon listens')
    return daemon


def check(language):
    examples = [(code, wanted) for name, code, wanted in EXAMPLES if name == language]
    assert examples, f'no example in {language}'
    assert shutil.which(COMMANDS[language][0]), f'{COMMANDS[language][0]} is not installed'
    daemon = at_the_usual_place()
    environment = prepare(daemon)
    for code, wanted in examples:
        ran = subprocess.run(COMMANDS[language], input=code, text=True, capture_output=True,
                             env=environment, cwd=daemon.folder, timeout=60, check=False)
        assert ran.returncode == 0, f'{code}\n{ran.stderr}'
        assert ran.stdout == wanted, f'{code}\nprinted:\n{ran.stdout}\nand not:\n{wanted}'


@test
def examples_in_shell_print_what_the_page_says():
    check('sh')


@test
def examples_in_node_print_what_the_page_says():
    check('js')


@test
def examples_in_python_print_what_the_page_says():
    check('python')


def socket_of(language, ending, tell, runtime):
    """Where the example that ends so looks for the socket, in an environment with that folder."""
    code, = [code for name, code, _ in EXAMPLES if name == language and ending in code]
    environment = {**os.environ, 'XDG_RUNTIME_DIR': runtime}
    if runtime is None:
        del environment['XDG_RUNTIME_DIR']
    return subprocess.run(COMMANDS[language], input=code[:code.index(ending)] + tell, text=True,
                          capture_output=True, env=environment, timeout=60, check=True).stdout


@test
def examples_look_for_the_socket_where_the_daemon_listens():
    sys.path.insert(0, os.path.join(TREE, 'clients', 'python'))
    from hearsay.client import _default_socket
    for runtime in ('/run/user/7', 'run/user', '', None):
        os.environ.pop('XDG_RUNTIME_DIR', None)
        if runtime is not None:
            os.environ['XDG_RUNTIME_DIR'] = runtime
        wanted = _default_socket()
        assert wanted.startswith('/run/' if runtime == '/run/user/7' else '/tmp/'), wanted
        assert socket_of('sh', 'jq -R', 'printf %s "$socket"', runtime) == wanted, runtime
        assert socket_of('js', 'const socket', 'process.stdout.write(`${folder}/hearsay.sock`);',
                         runtime) == wanted, runtime


@test
def no_example_stands_on_the_page_without_its_output():
    assert len(EXAMPLES) == len(re.findall(r'^```(?:sh|js|python)$', PAGE, re.MULTILINE))


if __name__ == '__main__':
    run()
