#!/usr/bin/env python3
"""The command line's help, man page and completions tell the same options, values and commands;
mistakes are refused with status 2 and a sentence. No daemon is needed.
"""
import os
import re
import subprocess

from client import TREE as ROOT, program_of, run, test

HEARSAY = program_of('HEARSAY')
COMMANDS = ['annotate', 'check', 'accusations', 'analyse', 'import', 'search', 'archive', 'status', 'stop', 'desk',
            'lsp', 'help']


def hearsay(*arguments):
    return subprocess.run([HEARSAY, *arguments], capture_output=True, text=True, timeout=60,
                          check=False)


def read(*path):
    with open(os.path.join(ROOT, *path), encoding='utf-8') as file:
        return file.read()


def helped(*arguments):
    """{option: [values]} of a help text; a list of values stands on a line of its own."""
    options, last = {}, None
    for line in hearsay(*arguments).stdout.splitlines():
        option = re.match(r'  --([a-z-]+)', line)
        values = re.match(r' +([a-z0-9|-]+\|[a-z0-9|-]+)( \([a-z0-9-]+\))?$', line)
        if option:
            last = option.group(1)
            options[last] = []
        elif values and last:
            options[last] = values.group(1).split('|')
    return options


def every_option():
    return {name: values for command in COMMANDS
            for name, values in helped('help', command).items()}


@test
def help_lists_the_commands():
    listed = re.findall(r'^  ([a-z]+) {2,}', hearsay('--help').stdout, re.MULTILINE)
    assert listed == COMMANDS, listed


@test
def every_command_has_help_in_two_ways():
    for command in COMMANDS:
        text = hearsay('help', command).stdout
        assert text.startswith(f'usage: hearsay {command} '), text
        assert hearsay(command, '--help').stdout == text


@test
def help_fits_into_eighty_columns():
    for arguments in [('--help',)] + [('help', command) for command in COMMANDS]:
        for line in hearsay(*arguments).stdout.splitlines():
            assert len(line) <= 80, line


@test
def the_man_page_has_the_same_options_and_values():
    found = {}
    for name, rest in re.findall(r'^\.It Fl -([a-z-]+)(?: Ns = Ns (.*))?$',
                                 read('docs', 'man', 'hearsay.1'), re.MULTILINE):
        found[name] = rest[3:].split(' | ') if rest.startswith('Cm ') else []
    assert found == every_option(), (found, every_option())


@test
def the_man_page_has_every_command():
    page = read('docs', 'man', 'hearsay.1')
    found = re.findall(r'^\.It Cm ([a-z]+)', page, re.MULTILINE)
    assert found == COMMANDS, found


@test
def the_completion_for_bash_agrees():
    text = read('docs', 'completions', 'hearsay.bash')
    named = {}
    for name, values in re.findall(r"^    (--[a-z| -]+)\) values='([^']*)'", text, re.MULTILINE):
        for option in name.split(' | '):
            named[option[2:]] = values.split()
    offered = set(re.findall(r"(?<=[ '])--([a-z-]+)=?(?=[ '])", text))
    check_completion(text, offered, named)
    for command in COMMANDS:
        block = re.search(rf"^    {command}\)(.*?);;", text, re.MULTILINE | re.DOTALL)
        own = set(re.findall(r'--([a-z-]+)', block.group(1) if block else ''))
        everywhere = {'socket', 'daemon', 'help', 'version'}
        assert own | everywhere == set(helped('help', command)), (command, own)


@test
def the_completion_for_zsh_agrees():
    text = read('docs', 'completions', '_hearsay')
    offered = set(re.findall(r'--([a-z-]+)=?\[', text))
    named = {name: values.split() for name, values
             in re.findall(r'--([a-z-]+)=\[[^]]*\]:[^:]*:\(([^)]*)\)', text)}
    check_completion(text, offered, named)


@test
def the_completion_for_fish_agrees():
    text = read('docs', 'completions', 'hearsay.fish').replace('\\\n', ' ')
    offered, named = set(), {}
    for line in text.splitlines():
        option = re.search(r'^complete .* -l ([a-z-]+)', line)
        values = re.search(r" -a '([^']*)'", line)
        if option:
            offered.add(option.group(1))
            if values:
                named[option.group(1)] = values.group(1).split()
    check_completion(text, offered, named)


def check_completion(text, offered, named):
    options = every_option()
    assert offered == set(options), offered ^ set(options)
    assert {name: sorted(values) for name, values in named.items()} == \
        {name: sorted(values) for name, values in options.items() if values}, named
    for command in COMMANDS:
        assert command in text


@test
def mistakes_are_refused_with_status_2_and_a_sentence():
    for arguments, expected in [
            ([], 'usage: hearsay'),
            (['sing'], 'no command sing'),
            (['help', 'sing'], 'no command sing'),
            (['annotate'], 'usage: hearsay annotate'),
            (['status', 'now'], 'usage: hearsay status'),
            (['annotate', '--loud', 'x'], 'no option --loud'),
            (['annotate', '-x', 'x'], 'no option -x'),
            (['annotate', '--offsets=latin-1', 'x'], 'expected one of utf-8|utf-16|utf-32'),
            (['annotate', '--offsets=utf', 'x'], 'expected one of'),
            (['annotate', '--offsets=', 'x'], 'expected one of'),
            (['annotate', '--claim-threshold=2', 'x'], 'a number from 0 to 1'),
            (['annotate', '--claim-threshold=nan', 'x'], 'a number from 0 to 1'),
            (['annotate', '--jobs=0', 'x'], 'a number from 1 to 64'),
            (['annotate', '--jobs=1.5', 'x'], 'a number from 1 to 64'),
            (['annotate', '--json=yes', 'x'], '--json takes no value'),
            (['annotate', 'x', '--offsets'], '--offsets needs a value'),
            (['search', '--archive=', 'x'], '--archive needs a value'),
            (['status', '--socket', ''], '--socket needs a value'),
            (['annotate', '--json', '--html', 'x'], 'exclude each other'),
            (['annotate', '--offsets=utf-16', 'x'], '--offsets is for --json'),
            (['annotate', '--format=sarif', 'x'], 'annotate knows no --format'),
            (['--json', 'check', 'x'], 'check knows no --json'),
            (['search'], 'usage: hearsay search'),
            (['search', '--limit=0', 'x'], 'a number from 1 to 1000'),
            (['archive', 'dance'], 'usage: hearsay archive'),
            (['archive', 'show'], 'usage: hearsay archive')]:
        answer = hearsay(*arguments)
        assert answer.returncode == 2, (arguments, answer)
        assert expected in answer.stderr, (arguments, answer.stderr)
        assert answer.stdout == '', (arguments, answer.stdout)


@test
def version_is_one_line():
    assert re.fullmatch(r'hearsay \d+\.\d+\.\d+\n', hearsay('--version').stdout)


@test
def no_daemon_is_named_with_the_way_out():
    answer = hearsay('status', '--socket=/nonexistent/hearsay.sock')
    assert answer.returncode == 3
    assert '/nonexistent/hearsay.sock' in answer.stderr and 'hearsayd --socket' in answer.stderr
    answer = subprocess.run([HEARSAY, 'status'], capture_output=True, text=True, timeout=60,
                            check=False, env={**os.environ, 'XDG_RUNTIME_DIR': '/nonexistent'})
    assert answer.returncode == 3 and answer.stderr.endswith('start one: hearsayd\n'), answer
    answer = subprocess.run([HEARSAY, 'annotate', '--daemon=never', '-'], capture_output=True,
                            text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
                            env={**os.environ, 'HEARSAYD': '/nonexistent/hearsayd'})
    assert answer.returncode == 3
    assert '/nonexistent/hearsayd' in answer.stderr and '$HEARSAYD' in answer.stderr


@test
def a_daemon_that_ends_at_once_is_named():
    for command in ['annotate', '--daemon=never', '-'], ['lsp', '--socket=/nonexistent/socket']:
        answer = subprocess.run([HEARSAY, *command], capture_output=True, text=True, timeout=60,
                                check=False, stdin=subprocess.DEVNULL,
                                env={**os.environ, 'HEARSAYD': '/bin/false'})
        assert answer.returncode == 3 and 'hearsay: /bin/false' in answer.stderr, answer


@test
def the_man_page_is_clean():
    answer = subprocess.run(['mandoc', '-T', 'lint', '-W', 'warning',
                             os.path.join(ROOT, 'docs', 'man', 'hearsay.1')],
                            capture_output=True, text=True, timeout=60, check=False)
    assert answer.returncode == 0, answer.stdout


if __name__ == '__main__':
    run()
