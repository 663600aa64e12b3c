#!/usr/bin/env python3
"""The command line against the real daemon: annotate, check, accusations, analyse."""
import html.parser
import itertools
import json
import os
import pty
import re
import shutil
import subprocess

from cli import HEARSAY, SAMPLES, STRIKE, annotate_json, environment, hearsay, in_folder
from client import Daemon, run, test, wait_until

QUOTE = '“The bridge is safe,” said Orla Pennick, the mayor of Tarrow. 🌉\n'


def columns(conllu):
    """The rows of a CoNLL-U text, without its comments."""
    return [line.split('\t') for line in conllu.splitlines() if line and line[0] != '#']


@test
def analyse_prints_conllu_with_places_in_the_text():
    text = 'é\n\nThe *mayor* didn’t say why. She left.\n'
    rows = columns(hearsay('analyse', '--conllu', '--language=markdown', '-', stdin=text))
    assert all(len(row) == 10 for row in rows), rows
    words = [row for row in rows if '-' not in row[0]]
    assert [row[1] for row in words] == [
        'é', 'The', 'mayor', 'did', 'n’t', 'say', 'why', '.', 'She', 'left', '.'], words
    assert [row[1] for row in rows if '-' in row[0]] == ['didn’t']
    for row in words:
        place = dict(part.split('=') for part in row[9].split('|'))
        assert text[int(place['start_char']):int(place['end_char'])] == row[1], row
    assert words[3][2] == 'do' and words[5][3] == 'VERB' and words[5][7] == 'root', words


@test
def a_daemon_without_its_language_model_logs_it_once():
    daemon = Daemon('--model=/nonexistent/x.hsm')
    wait_until(lambda: 'nothing is found in texts' in daemon.log(), 'the log tells')
    hearsay('annotate', f'--socket={daemon.socket_path}', '-', stdin='A text.', status=3)
    assert daemon.log().count('/nonexistent/x.hsm') == 1, daemon.log()


@test
def analyse_says_what_is_wrong_with_a_model():
    hearsay('analyse', '-', stdin='A text.', status=3, HEARSAY_MODEL='/nonexistent/x.hsm',
            XDG_RUNTIME_DIR='/nonexistent')
    assert '-: /nonexistent/x.hsm: cannot open the model' in hearsay.stderr, hearsay.stderr


@test
def without_the_language_model_every_command_says_so():
    folder = in_folder({'drafts/a.txt': f'{QUOTE}\n{BLAME}', 'broken.hsm': 'no model'})
    model = os.path.join(folder, 'broken.hsm')
    for command in (['annotate'], ['check'], ['accusations'],
                    ['import', f'--archive={folder}/archive.db']):
        hearsay(*command, '--daemon=never', f'{folder}/drafts', status=3, HEARSAY_MODEL=model)
        told = [line for line in hearsay.stderr.splitlines() if line.startswith('hearsay: ')]
        assert len(told) == 1 and f'{model}: not a model' in told[0], (command, told)
        assert 'warning' not in hearsay.stderr, hearsay.stderr  # of the models that rest on it
    shutil.rmtree(folder)


@test
def a_path_of_any_length_leaves_room_for_the_reason():
    for folder in ('a-folder', 'a folder'):
        path = '/nonexistent' + f'/{folder}' * 200 + '/draft.txt'
        hearsay('annotate', path, status=3)
        assert re.fullmatch(r'hearsay: /nonexistent/a.*\.\.\..*/draft\.txt: cannot be opened: '
                            'No such file or directory\n', hearsay.stderr), hearsay.stderr


@test
def an_empty_name_can_be_seen():
    hearsay('annotate', '', status=3)
    assert hearsay.stderr.startswith("hearsay: '': cannot be opened"), hearsay.stderr


def quotes_of(document):
    return [a for a in document['annotations'] if a['kind'] == 'quote']


@test
def annotate_finds_the_quote_and_its_speaker():
    document, = annotate_json('-', stdin=QUOTE)
    assert document['document'] == '-'
    quote, = quotes_of(document)
    assert quote['speaker']['name'] == 'Orla Pennick', quote
    span, = quote['content']
    assert QUOTE.encode()[span['start']:span['end']].decode() == '“The bridge is safe,”'


BLAME = 'Orla Pennick accused the Tarrow council of hiding a report on <the bridge>.\n'


@test
def accusations_are_listed_with_their_places():
    folder = in_folder({'a.txt': f'One line.\n{BLAME}', 'b/b.md': BLAME.replace('<', '')})
    rows = [json.loads(line) for line in hearsay('accusations', '--json', folder).splitlines()]
    assert [row['line'] for row in rows] == [2, 1], rows
    assert rows[0]['accuser'] == 'Orla Pennick' and rows[0]['form'] == 'explicit', rows
    assert rows[0]['document'].endswith('a.txt') and 'hiding a report' in rows[0]['charge'], rows
    table = hearsay('accusations', folder)
    assert re.search(r'a\.txt:2: Orla Pennick against .*council: hiding a report', table), table
    assert 'no answer found' in table, table
    name = os.path.join(folder.encode(), b'na\xefve.txt')
    os.rename(os.path.join(folder, 'a.txt'), name)
    row = json.loads(hearsay('accusations', '--json', name))
    assert row['document'].endswith('na\ufffdve.txt'), row
    assert hearsay('accusations', '-', stdin='It rained.\n') == ''
    assert hearsay.stderr == 'hearsay: no accusations found\n', hearsay.stderr
    assert hearsay('accusations', '--json', '-', stdin='It rained.\n') == hearsay.stderr == ''
    shutil.rmtree(folder)
    sample = hearsay('accusations', os.path.join(SAMPLES, 'council-care-home.txt'))
    assert 'Darius Penwell, asserted: He knew, and he let people vote' in sample, sample


@test
def accusations_bear_their_answers_and_name_the_text_itself():
    text = ('Orla Pennick accused Dell Marsh of hiding a report about the bridge.\n\n'
            '“I hid nothing,” said Dell Marsh.\n\n'
            'The mayor, Ines Varga, stole the money from the till.\n')
    answered, asserted = [json.loads(line) for line in
                          hearsay('accusations', '--json', '-', stdin=text).splitlines()]
    assert answered['answers'] == [
        {'kind': 'denial', 'by': 'Dell Marsh', 'text': '“I hid nothing,”'}], answered
    assert (asserted['accuser'], asserted['answers']) == ('the text itself', []), asserted
    told = hearsay('accusations', '-', stdin=text)
    assert 'answered: denial by Dell Marsh: “I hid nothing,”\n' in told, told
    assert 'the text itself against Ines Varga, asserted: ' in told, told
    folder = in_folder({'a.txt': text, 'b.txt': text})
    dot = hearsay('accusations', '--dot', folder)
    assert dot.count('label="Dell Marsh') == 1, dot  # one party in several texts
    shutil.rmtree(folder)
    page = Page()
    page.feed(hearsay('annotate', '--html', '-', stdin=text))
    told = ' '.join(page.text.split())
    assert re.search('the text itself against Ines Varga', told), told
    assert 'somebody unnamed' not in told, told


@test
def the_graph_of_accusations_is_escaped_and_whole():
    folder = in_folder({'a<b>.txt': BLAME})
    page = hearsay('accusations', '--html', folder)
    assert '<the bridge>' not in page and '&lt;the bridge' in page, page
    assert page.count('<svg') == 1 and 'Orla Pennick against' in page and '<script' not in page
    dot = hearsay('accusations', '--dot', folder)
    assert dot.startswith('digraph') and '"Orla Pennick"' in dot, dot
    shutil.rmtree(folder)
    hearsay('accusations', '--dot', '--json', 'x', status=2)


@test
def offsets_count_what_was_asked_for():
    before = 'The sign 🌉 is gone.\n\n'
    for unit, start in [('utf-8', 24), ('utf-16', 22), ('utf-32', 21)]:
        document, = annotate_json(f'--offsets={unit}', '-', stdin=before + QUOTE)
        assert quotes_of(document)[0]['content'][0]['start'] == start, unit


@test
def many_files_come_back_in_order():
    files = sorted(os.path.join(SAMPLES, name) for name in os.listdir(SAMPLES)
                   if name.endswith(('.txt', '.md', '.html'))) * 4
    for jobs in ('1', '3', '64'):
        documents = annotate_json(f'--jobs={jobs}', *files)
        assert [document['document'] for document in documents] == files


@test
def a_running_daemon_and_a_private_one_answer_alike():
    running = hearsay('annotate', '--json', f'--socket={Daemon().socket_path}', STRIKE)
    assert running == hearsay('annotate', '--json', '--daemon=never', STRIKE)


@test
def a_file_that_fails_is_named_and_the_others_go_on():
    folder = in_folder({'good.txt': QUOTE})
    with open(os.path.join(folder, 'latin.txt'), 'wb') as file:
        file.write(b'caf\xe9')
    documents = annotate_json('missing.txt', 'latin.txt', 'good.txt', cwd=folder, status=3)
    assert [document['document'] for document in documents] == ['good.txt']
    for name in ('missing.txt', 'latin.txt'):
        assert f'hearsay: {name}: ' in hearsay.stderr, hearsay.stderr
    for bytes, told in ((b'ca\nf\xe9', 'in line 2; convert it first: iconv -f WINDOWS-1252'),
                        (b'\xff\xfea\0', '-f UTF-16 '), (b'\xff\xfe\0\0a\0\0\0', '-f UTF-32 '),
                        (b'\0a\0 \0b\0\n', '-f UTF-16BE '), (b'a\0 \0b\0\n\0', '-f UTF-16LE '),
                        (b'\x7fELF\0\xe9', 'is no text')):
        with open(os.path.join(folder, 'latin.txt'), 'wb') as file:
            file.write(bytes)
        hearsay('check', 'latin.txt', cwd=folder, status=3)
        assert told in hearsay.stderr, hearsay.stderr
    assert hearsay('annotate', 'missing.txt', cwd=folder, status=3) == ''
    shutil.rmtree(folder)


@test
def a_folder_stands_for_its_texts():
    folder = in_folder({'b/two.md': QUOTE, 'a.txt': QUOTE, 'picture.png': 'none', '.hidden.txt': 'x'})
    os.mkdir(f'{folder}/empty')
    assert [document['document'] for document in annotate_json('.', cwd=folder)] == [
        './a.txt', './b/two.md']
    for command in ('annotate', 'check', 'accusations'):
        assert hearsay(command, 'empty', cwd=folder) == ''
        assert 'hearsay: empty: holds no .txt' in hearsay.stderr, hearsay.stderr
    shutil.rmtree(folder)


@test
def the_end_of_a_name_tells_the_markup_and_the_option_overrules_it():
    hidden = f'<!-- {QUOTE.strip()} --><p>It rained.</p>\n'
    marked = QUOTE.replace('bridge', '**bridge**')
    folder = in_folder({'a.HTM': hidden, 'b.html': hidden, 'c.MarkDown': marked, 'd.md': marked,
                        'e.TXT': QUOTE, 'f.htmx': QUOTE})
    documents = annotate_json('.', cwd=folder)
    assert [(document['document'], len(quotes_of(document))) for document in documents] == [
        ('./a.HTM', 0), ('./b.html', 0), ('./c.MarkDown', 1), ('./d.md', 1), ('./e.TXT', 1)]
    for name, option, count in (('-', (), 1), ('-', ('--language=html',), 0),
                                ('b.html', ('--language=plaintext',), 1)):
        document, = annotate_json(*option, name, stdin=hidden, cwd=folder)
        assert len(quotes_of(document)) == count, (name, option)
    shutil.rmtree(folder)


@test
def a_folder_that_cannot_be_searched_is_named_and_the_others_go_on():
    deep = '/'.join(['a'] * 70)
    folder = in_folder({f'{deep}/lost.txt': QUOTE, 'b.txt': QUOTE})
    documents = annotate_json('.', cwd=folder, status=3)
    assert [document['document'] for document in documents] == ['./b.txt'], documents
    assert 'it lies too deep' in hearsay.stderr, hearsay.stderr
    shutil.rmtree(folder)


@test
def numbers_are_printed_as_they_are():
    text = hearsay('annotate', '--json', '-', stdin=BLAME)
    assert json.loads(text)['annotations'] and not re.search(r'\d\.\d{8}', text), text


@test
def a_large_document_passes():
    with open(STRIKE, encoding='utf-8') as file:
        text = file.read()
    document, = annotate_json('-', stdin=text * (1 + 300000 // len(text)))
    assert len(quotes_of(document)) > 100


@test
def thresholds_and_thoughts_are_passed_on():
    text = 'Orla Pennick believes that the bridge is safe. The bridge was built in 1931.\n'
    few, = annotate_json('--claim-threshold=1', '-', stdin=text)
    many, = annotate_json('--claim-threshold=0', '-', stdin=text)
    claims = [[a for a in document['annotations'] if a['kind'] == 'claim']
              for document in (few, many)]
    assert len(claims[0]) == 0 and len(claims[1]) == 2, claims
    speech, = annotate_json('-', stdin=text)
    thoughts, = annotate_json('--thoughts', '-', stdin=text)
    assert not quotes_of(speech)
    assert [quote['act'] for quote in quotes_of(thoughts)] == ['thought']


@test
def without_colours_brackets_and_notes_tell_everything():
    shown = hearsay('annotate', '-', stdin=QUOTE)
    assert '[“The bridge is safe,”]¹ said Orla Pennick' in shown, shown
    assert re.search(r'¹ quote +Orla Pennick · direct', shown), shown
    assert '\033' not in shown
    kinds = re.findall(r'^( +[¹²³⁰⁴-⁹]+ )(?:quote|claim|accusation|answer) ',
                       hearsay('annotate', STRIKE), re.MULTILINE)
    assert len(kinds) > 9 and len({len(kind) for kind in kinds}) == 1, kinds


@test
def colours_follow_the_option_and_the_environment():
    assert '\033[0;32m' in hearsay('annotate', '--color=always', '-', stdin=QUOTE)
    assert '\033' not in hearsay('annotate', '--color=never', '-', stdin=QUOTE)
    assert '\033' in hearsay('annotate', '--color=always', '-', stdin=QUOTE, NO_COLOR='1')


def shown_in_a_terminal(**more):
    """What annotate and check write to a terminal, for an environment."""
    outer, inner = pty.openpty()
    kept = environment()
    kept.pop('TERM', None)
    with os.fdopen(outer, 'rb', buffering=0) as terminal:
        for command in 'annotate', 'check':
            subprocess.run([HEARSAY, command, '-'], input=f'Critics say it rained. {QUOTE}'.encode(),
                           stdout=inner, stderr=subprocess.DEVNULL, timeout=60, check=False,
                           env={**kept, **more})
        os.close(inner)
        shown = b''
        try:
            while piece := terminal.read(65536):
                shown += piece
        except OSError:
            pass  # the other end is closed
    return shown.decode()


@test
def colours_are_for_terminals_that_are_not_dumb_and_users_who_want_them():
    for more, coloured in (({'TERM': 'xterm'}, True), ({'TERM': 'xterm', 'NO_COLOR': ''}, True),
                           ({'TERM': 'xterm', 'NO_COLOR': '1'}, False), ({'TERM': 'dumb'}, False),
                           ({}, False)):
        shown = shown_in_a_terminal(**more)
        assert 'Orla Pennick' in shown and '[vague-source]' in shown, shown
        assert ('\033[' in shown) == coloured, (more, shown)


@test
def lines_fit_the_width():
    for width in (40, 60, 80):
        shown = hearsay('annotate', STRIKE, COLUMNS=str(width))
        assert max(map(len, shown.splitlines())) <= width


@test
def the_terminal_view_keeps_every_word():
    with open(STRIKE, encoding='utf-8') as file:
        words = file.read().split()
    shown = re.sub(r'\]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[', '', hearsay('annotate', STRIKE)).split()
    position = 0
    for word in words:
        position = shown.index(word, position) + 1


@test
def a_text_cannot_steer_the_terminal():
    evil = 'a\033[31mb\033]0;owned\007 c\u202ed \u2067e \u009b31m\x00 ' + QUOTE.replace('Orla', 'Or\033[1mla')
    for colour in ('never', 'always'):
        shown = hearsay('annotate', f'--color={colour}', '-', stdin=evil)
        shown = re.sub(r'\033\[0(;\d+)*m', '', shown)
        assert not re.search('[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]', shown), repr(shown)


class Page(html.parser.HTMLParser):
    """Its text, whether its elements nest, and where its links lead."""

    def __init__(self):
        super().__init__()
        self.open, self.text, self.classes, self.paragraphs = [], '', set(), ''
        self.ids, self.links = [], []

    def handle_starttag(self, tag, attrs):
        assert tag not in ('script', 'img', 'link'), tag
        attributes = dict(attrs)
        assert not any(name.startswith('on') or name == 'style' for name in attributes)
        assert not attributes.get('href', '#').startswith('http')
        self.classes.update((attributes.get('class') or '').split())
        self.ids += [attributes['id']] if 'id' in attributes else []
        self.links += [attributes['href'][1:]] if 'href' in attributes else []
        if tag not in ('meta', 'input'):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != 'style':
            self.text += data
        if 'div' in self.open and 'p' in self.open and self.open[-1] != 'a':
            self.paragraphs += data


@test
def the_html_page_is_whole_escaped_and_alone():
    hostile = ('<script>alert("x")</script> & "marks" \'</p>\n\n' + QUOTE +
               '\nThe <b>mayor</b> accused Dell & Sons of "lying" about the bridge.\n')
    page = Page()
    page.feed(hearsay('annotate', '--html', '-', STRIKE, stdin=hostile))
    page.close()
    assert page.open == [], page.open
    assert {'quote', 'source', 'cue'} <= page.classes
    with open(STRIKE, encoding='utf-8') as file:
        expected = hostile + file.read()
    squeezed = ''.join(page.paragraphs.split())
    assert squeezed == ''.join(expected.split()), squeezed[-200:]


@test
def the_html_page_tells_people_claims_and_accusations_with_their_answers():
    page = Page()
    page.feed(hearsay('annotate', '--html', os.path.join(SAMPLES, 'council-care-home.txt'), STRIKE))
    assert len(set(page.ids)) == len(page.ids), 'an id stands twice'
    assert set(page.links) <= set(page.ids), set(page.links) - set(page.ids)
    assert {'people', 'claims', 'cases', 'graph', 'said', 'open'} <= page.classes, page.classes
    text = ' '.join(page.text.split())
    assert re.search(r'Marisol Thackeray-Bose against Darius Penwell Mr Penwell had seen a draft',
                     text)
    assert re.search(r'Dessa Whitlow ?says \d+ \d+', text), text
    assert 'worth checking' in text and 'No answer in the text' in text


@test
def the_html_page_says_where_there_is_nothing():
    page = Page()
    page.feed(hearsay('annotate', '--html', '-', stdin='It rained.\n'))
    for sentence in ('Nobody speaks', 'Nothing in this text asks', 'Nobody is accused'):
        assert sentence in page.text, sentence
    assert 'graph' not in page.classes


DRAFT = 'Critics say the bridge will fall.\n'


def findings(text, *arguments, name='draft.txt', status=1, files=()):
    folder = in_folder({name: text, **dict(files)})
    try:
        return hearsay('check', *arguments, '.', cwd=folder, status=status)
    finally:
        shutil.rmtree(folder)


@test
def check_tells_findings_as_compilers_do():
    told = findings(DRAFT)
    assert re.search(r'^\./draft\.txt:1:1: (warning|note): .+ \[vague-source\]$', told,
                     re.MULTILINE), told


@test
def check_columns_count_code_points():
    told = findings('The old sign 🌉🌉 is gone. ' + DRAFT)
    assert re.search(r'^\./draft\.txt:1:26: .*\[vague-source\]$', told, re.MULTILINE), told


@test
def check_is_quiet_about_a_clean_text():
    assert findings(QUOTE, status=0) == ''


@test
def check_honours_the_folders_configuration():
    off = ('.hearsay.json', '{"rules": {"vague-source": "off"}}')
    assert findings(DRAFT, status=0, files=[off]) == ''


@test
def check_finds_texts_in_folders():
    folder = in_folder({'a/b/one.md': DRAFT, 'two.txt': DRAFT, 'no.json': DRAFT,
                        '.git/three.txt': DRAFT, 'node_modules/four.txt': DRAFT})
    os.symlink('.', os.path.join(folder, 'a', 'round'))
    told = hearsay('check', '.', cwd=folder, status=1)
    assert set(re.findall(r'^([^:]+):', told, re.MULTILINE)) == {'./a/b/one.md', './two.txt'}, told
    shutil.rmtree(folder)


@test
def check_tells_of_settings_with_a_fault():
    folder = in_folder({'a.txt': BLAME, 'b.txt': BLAME,
                        '.hearsay.json': '{\n"rules": {"vague-sauce": "off"}}'})
    found = hearsay('check', folder, status=3)
    assert found.count('[unanswered-accusation]') == 2, found
    fault = '.hearsay.json:2: "vague-sauce" is not a rule; the rules are '
    assert hearsay.stderr.count(fault) == 1, hearsay.stderr
    named = hearsay.stderr.split(fault)[1].split('\n')[0].split(', ')
    assert len(named) == 10 and 'vague-source' in named, named
    shutil.rmtree(folder)


@test
def without_a_home_there_is_no_archive_but_all_else():
    bare = {name: value for name, value in os.environ.items()
            if name not in ('HOME', 'XDG_DATA_HOME')}
    for command, status in (['search', 'x'], 3), (['annotate', '--json', STRIKE], 0):
        answer = subprocess.run([HEARSAY, '--daemon=never', *command], capture_output=True,
                                text=True, timeout=60, check=False, env=bare)
        assert answer.returncode == status, answer
        assert ('neither XDG_DATA_HOME nor HOME' in answer.stderr) == (status == 3), answer


@test
def settings_may_begin_with_a_byte_order_mark():
    folder = in_folder({'a.txt': 'Critics say the plan is out of date.\n',
                        '.hearsay.json': '\ufeff{"rules": {"vague-source": "off"}}\r\n'})
    assert hearsay('check', '.', cwd=folder) == ''
    shutil.rmtree(folder)


@test
def standard_input_is_checked_by_the_current_folders_rules():
    vague = 'Critics say the plan is out of date.\n'
    folder = in_folder({'.hearsay.json': '{"rules": {"vague-source": "off"}}', 'empty/.hearsay.json': ''})
    assert hearsay('check', '-', stdin=vague, cwd=folder) == ''
    assert '-:1:1: note: ' in hearsay('check', '-', stdin=vague, cwd=f'{folder}/empty', status=1)
    hearsay('check', '-', stdin='x' * 20_000_000, cwd=folder, status=3)
    assert hearsay.stderr.startswith('hearsay: -: the text is longer than'), hearsay.stderr
    shutil.rmtree(folder)


@test
def an_archive_that_cannot_be_asked_is_no_clean_result():
    folder = in_folder({'a.txt': QUOTE, 'b.txt': QUOTE, 'archive.db': 'no archive ' * 500})
    for command in ('annotate', 'check'):
        hearsay(command, f'--archive={folder}/archive.db', folder, status=3)
        assert hearsay.stderr.count('archive.db: the file is damaged') == 1, hearsay.stderr
        hearsay(command, f'--archive={folder}/none.db', folder, status=3)
        assert 'none.db: there is no archive yet; hearsay import' in hearsay.stderr, hearsay.stderr
    hearsay('search', f'--archive={folder}/none.db', 'word', status=3)
    assert 'none.db: there is no archive yet; hearsay import' in hearsay.stderr, hearsay.stderr
    shutil.rmtree(folder)


@test
def check_says_why_a_text_is_not_opened():
    socket = Daemon('--limit=document_bytes=2000').socket_path
    folder = in_folder({'long name.txt': QUOTE * 40, 'short.txt': BLAME})
    found = hearsay('check', f'--socket={socket}', folder, status=3)
    assert '[unanswered-accusation]' in found, found
    assert hearsay.stderr.strip() == (f'hearsay: {folder}/long name.txt: the text is longer than '
                                      '`hearsayd --limit document_bytes` allows'), hearsay.stderr
    shutil.rmtree(folder)


@test
def check_in_json_has_a_line_a_finding():
    found = [json.loads(line) for line in findings(DRAFT, '--format=json').splitlines()]
    vague = [one for one in found if one['rule'] == 'vague-source']
    assert len(vague) == 1
    assert (vague[0]['file'], vague[0]['line'], vague[0]['column']) == ('./draft.txt', 1, 1)
    assert vague[0]['endColumn'] > 1 and vague[0]['severity'] in ('warning', 'note')


@test
def check_in_sarif_is_one_valid_log():
    log = json.loads(findings(DRAFT, '--format=sarif', name='a draft.txt'))
    run, = log['runs']
    assert log['version'] == '2.1.0' and run['columnKind'] == 'unicodeCodePoints'
    rules = {rule['id'] for rule in run['tool']['driver']['rules']}
    assert run['results'] and rules == {result['ruleId'] for result in run['results']}
    for result in run['results']:
        assert result['level'] in ('error', 'warning', 'note') and result['message']['text']
        place = result['locations'][0]['physicalLocation']
        assert place['artifactLocation']['uri'] == './a%20draft.txt'
        assert place['region']['startLine'] >= 1 and place['region']['startColumn'] >= 1


@test
def check_in_sarif_without_findings_is_a_log_too():
    assert json.loads(findings(QUOTE, '--format=sarif', status=0))['runs'][0]['results'] == []


@test
def check_for_github_escapes_names():
    told = findings(DRAFT, '--format=github', name='50%,a:b.txt')
    assert re.search(r'^::(warning|notice) file=\./50%25%2Ca%3Ab\.txt,line=1,endLine=1,col=1,'
                     r'endColumn=\d+,title=vague-source::.+$', told, re.MULTILINE), told


@test
def check_for_github_escapes_words_of_the_text_and_marks_all_lines():
    told = findings('She said: “All of it, 100% of it.\n', '--format=github')
    assert 'title=unclosed-quote::The quotation “All of it, 100%25 of it' in told, told
    told = findings('The mayor of Ostrel, Ines Varga, stole the\nmoney from the till of the '
                    'harbour.\n', '--format=github', name='draft.md')
    assert '::warning file=./draft.md,line=1,endLine=2,col=34,endColumn=35,title=' in told, told


@test
def check_reads_a_file_under_each_of_its_names():
    folder = in_folder({'one.txt': '“The gate was shut, she said.\n\nNobody came.\n'})
    try:
        os.symlink('one.txt', os.path.join(folder, 'two.txt'))
        lines = hearsay('check', 'one.txt', 'two.txt', 'one.txt', cwd=folder, status=1).splitlines()
        names = [name for name, _ in itertools.groupby(line.split(':')[0] for line in lines)]
        assert names == ['one.txt', 'two.txt', 'one.txt'], lines
    finally:
        shutil.rmtree(folder)


@test
def names_of_files_do_not_steer_the_terminal():
    name = 'a\x1b[2J\n\u009b31m\u202a\u202e\u2066\u2069.txt'
    folder = in_folder({name: '“The gate was shut, she said.\n\nNobody came.\n'})
    try:
        shown = hearsay('check', name, cwd=folder, status=1)
        hearsay('check', 'no' + name, cwd=folder, status=3)
        for text in (shown, hearsay.stderr):
            assert text and all('[2J' in line for line in text.splitlines()), text
            assert not re.search('[\x1b\x80-\x9f\u202a-\u202e\u2066-\u2069]', text), repr(text)
    finally:
        shutil.rmtree(folder)


@test
def check_fails_on_what_it_cannot_read():
    hearsay('check', 'missing.txt', status=3)
    assert 'missing.txt' in hearsay.stderr


if __name__ == '__main__':
    run()
