"""What the archive adds in the editor: findings that come behind the highlights, the way to the
source, the source's wording at one keystroke, and quotes to choose from."""
import json
import os
import sqlite3
import tempfile

from client import INVALID_PARAMS, Daemon, run, test, wait_until

URI = 'file:///tmp/hearsay-verification/draft.txt'
SOURCE = ('Harbour board\n\n'
          '“We will not sell the old pier, and we never said we would do so,” Ines Varga told '
          'reporters on Tuesday. The harbour board owns 14 piers and earned 35 million crowns from '
          'them last year.\n')
OTHER = ('Council notes\n\n“The tram will be late again, as it has been every winter since the '
         'flood,” Tomas Oduya said.\n')
DRAFT = ('Ines Varga said: “We will sell the old pier, and we never said we would do so.”\n\n'
         '“The tram will be late again, as it has been every winter since the flood,” Ines Varga '
         'said.\n\n'
         'The harbour board owns 17 piers and earned 35 million crowns from them last year.\n')
ABILITIES = {'textDocument': {'codeAction': {'codeActionLiteralSupport': {}},
                              'hover': {'contentFormat': ['plaintext']}},
             'workspace': {'codeLens': {'refreshSupport': True}}}


class Desk:
    """A daemon with an archive of two documents, and a client with the draft open."""

    def __init__(self, text=DRAFT, abilities=None, **options):
        self.folder = tempfile.mkdtemp(prefix='hearsay-archive-')
        self.source = os.path.join(self.folder, 'varga.txt')
        for name, content in (('varga.txt', SOURCE), ('oduya.txt', OTHER)):
            with open(os.path.join(self.folder, name), 'w', encoding='utf8') as file:
                file.write(content)
        archive = os.path.join(self.folder, 'archive.db')
        self.daemon = Daemon('--archive=' + archive, '--log-level=info')
        self.client = self.daemon.connect()
        self.client.initialize(abilities or ABILITIES, initializationOptions=options)
        imported = self.client.call('hearsay/import', {'paths': [self.folder + '/varga.txt',
                                                                 self.folder + '/oduya.txt']})
        assert imported['imported'] == 2, imported
        self.text = text
        self.client.open(URI, text)
        self.codes = {'altered-quote', 'misattributed-quote', 'contradicted-figure'}

    def about(self, **more):
        return {'textDocument': {'uri': URI}, **more}

    def findings(self, codes=None):
        """The pushed diagnostics, once they have those of the archive."""
        wanted = self.codes if codes is None else codes
        message = self.client.wait(
            lambda m: m.get('method') == 'textDocument/publishDiagnostics' and
            wanted <= {d['code'] for d in m['params']['diagnostics']})
        return {d['code']: d for d in message['params']['diagnostics']}

    def edit(self, version, text='On Tuesday the board met.\n\n'):
        """Puts a text in front of the draft."""
        start = {'line': 0, 'character': 0}
        self.client.notify('textDocument/didChange', {
            'textDocument': {'uri': URI, 'version': version},
            'contentChanges': [{'range': {'start': start, 'end': start}, 'text': text}]})


def position(text, words, behind=0):
    at = text.index(words) + behind
    line = text.count('\n', 0, at)
    return {'line': line, 'character': at - (text.rfind('\n', 0, at) + 1)}


def cut(text, span):
    lines = text.split('\n')
    assert span['start']['line'] == span['end']['line']
    return lines[span['start']['line']][span['start']['character']:span['end']['character']]


@test
def what_the_archive_contradicts_is_underlined():
    found = Desk().findings()
    assert cut(DRAFT, found['altered-quote']['range']) == 'will ', found['altered-quote']
    assert 'We will not sell' in found['altered-quote']['message']
    assert 'Tomas Oduya' in found['misattributed-quote']['message']
    assert '14 piers' in found['contradicted-figure']['message']


@test
def the_sources_wording_is_one_action():
    desk = Desk()
    finding = desk.findings()['altered-quote']
    actions = desk.client.call('textDocument/codeAction', desk.about(
        range=finding['range'], context={'diagnostics': [finding]}))
    wording = [a for a in actions if a['title'] == "Use the source's wording"]
    assert len(wording) == 1, actions
    edits = wording[0]['edit']['changes'][URI]
    assert len(edits) == 1 and edits[0]['newText'] == ' not', edits
    assert edits[0]['range']['start'] == position(DRAFT, 'We will sell', len('We will'))


@test
def hover_shows_the_passage_and_the_difference():
    desk = Desk()
    desk.findings()
    card = desk.client.call('textDocument/hover', desk.about(
        position=position(DRAFT, 'the old pier')))['contents']['value']
    assert 'told reporters' in card and '[-not-]' in card and 'Ines Varga' in card, card


@test
def definition_leads_to_the_place_in_the_source():
    desk = Desk()
    desk.findings()
    place = desk.client.call('textDocument/definition', desk.about(
        position=position(DRAFT, 'sell the old pier')))
    assert place['uri'] == 'file://' + desk.source, place
    assert cut(SOURCE, place['range']).startswith('We will not sell the old pier'), place


@test
def lenses_and_links_name_the_sources():
    desk = Desk()
    desk.findings()
    lenses = desk.client.call('textDocument/codeLens', desk.about())
    titles = [lens['command']['title'] for lens in lenses if 'command' in lens]
    assert '1 source, altered' in titles and '1 source, misattributed' in titles, titles
    links = desk.client.call('textDocument/documentLink', desk.about())
    assert 'file://' + desk.source in {link['target'] for link in links}, links
    assert 'altered: Harbour board' in {link['tooltip'] for link in links}, links
    assert desk.client.wait(lambda m: m.get('method') == 'workspace/codeLens/refresh')


@test
def a_link_to_a_source_without_a_title_tells_its_address():
    quote = '“The gulls took the rope and nobody saw them leave,” Pia Holm said.\n'
    desk = Desk(quote)
    document = {'uri': 'file:///tmp/hearsay-verification/gulls.txt', 'text': quote}
    desk.client.call('hearsay/import', {'documents': [document]})
    def tooltips():
        links = desk.client.call('textDocument/documentLink', desk.about())
        return [link['tooltip'] for link in links]
    told = wait_until(tooltips, 'a link')
    assert told == ['verbatim: ' + document['uri']], told


@test
def behind_an_opening_mark_quotes_are_offered():
    text = 'Ines Varga said of the pier: “We will'
    desk = Desk(text)
    items = desk.client.call('textDocument/completion', desk.about(
        position={'line': 0, 'character': len(text)}))['items']
    assert items[0]['label'].startswith('We will not sell the old pier'), items
    assert 'Ines Varga' in items[0]['detail'], items
    assert cut(text, items[0]['textEdit']['range']) == 'We will', items


@test
def symbols_of_the_workspace_have_the_archives_documents():
    desk = Desk()
    symbols = desk.client.call('workspace/symbol', {'query': 'tram'})
    assert any(s['location']['uri'].endswith('oduya.txt') for s in symbols), symbols


@test
def an_edit_elsewhere_keeps_the_findings():
    desk = Desk()
    desk.findings()
    desk.edit(2)
    found = desk.findings()
    assert found['altered-quote']['range']['start']['line'] == 2, found


@test
def what_the_archive_said_stays_up_while_it_is_asked_again():
    desk = Desk(didAnnotate=True)
    desk.findings()
    desk.edit(2)
    pushed = desk.client.wait(lambda m: m.get('method') == 'hearsay/didAnnotate' and
                              m['params']['version'] == 2)
    verdicts = {a['verification']['verdict'] for a in pushed['params']['annotations']
                if 'verification' in a}
    assert {'altered', 'misattributed', 'contradicted'} <= verdicts, verdicts


@test
def who_waits_for_the_archive_gets_answers_with_what_it_says():
    desk = Desk(waitForArchive=True)
    lenses = desk.client.call('textDocument/codeLens', desk.about())
    titles = [lens['command']['title'] for lens in lenses if 'command' in lens]
    assert '1 source, altered' in titles, titles


def refreshes(client, what):
    method = f'workspace/{what}/refresh'
    return len([m for m in client.kept if m.get('method') == method])


@test
def lenses_are_asked_for_anew_when_the_archive_says_something_else_and_only_then():
    desk = Desk(waitForArchive=True)
    desk.client.call('textDocument/hover', desk.about(position={'line': 0, 'character': 0}))
    assert refreshes(desk.client, 'codeLens') == 1, desk.client.kept
    for version in (2, 3, 4):
        desk.edit(version)
        desk.client.call('textDocument/hover', desk.about(position={'line': 0, 'character': 0}))
    assert refreshes(desk.client, 'codeLens') == 1, desk.client.kept


@test
def who_pulls_is_asked_to_pull_anew_when_the_archive_has_answered():
    desk = Desk(abilities={'textDocument': {'diagnostic': {}},
                           'workspace': {'diagnostics': {'refreshSupport': True}}})
    desk.client.wait(lambda m: m.get('method') == 'workspace/diagnostic/refresh')
    report = desk.client.call('textDocument/diagnostic', desk.about())
    assert desk.codes <= {d['code'] for d in report['items']}, report


@test
def annotate_answers_with_verdicts():
    desk = Desk()
    answer = desk.client.call('hearsay/annotate', {'text': DRAFT, 'claimThreshold': 0})
    quotes = [a['verification'] for a in answer['annotations'] if a['kind'] == 'quote']
    assert [q['verdict'] for q in quotes] == ['altered', 'misattributed'], quotes
    evidence = quotes[0]['evidence'][0]
    span = evidence['span']
    assert SOURCE.encode()[span['start']:span['end']].decode() == evidence['text'], evidence
    assert ['-', 'not'] in evidence['diff'], evidence
    bare = desk.client.call('hearsay/annotate', {'text': DRAFT, 'verify': False})
    assert all('verification' not in a for a in bare['annotations'])
    assert desk.client.fail('hearsay/annotate', {'text': DRAFT, 'verify': 1}) == INVALID_PARAMS


@test
def a_quote_can_be_asked_for_by_itself():
    desk = Desk()
    answer = desk.client.call('hearsay/verify', {
        'quote': 'The tram will be late again', 'speaker': 'Tomas Oduya'})
    assert answer['verdict'] == 'abridged', answer
    answer = desk.client.call('hearsay/verify', {'claim': 'The harbour board owns 14 piers and '
                                                 'earned 35 million crowns from them last year.'})
    assert answer['verdict'] == 'supported', answer
    for params in ({}, {'quote': 'a', 'claim': 'b'}, {'quote': 7}, {'quote': 'a', 'speaker': 7},
                   {'quote': 'a', 'offsets': 'utf-7'}, {'quote': 'x' * 70000}):
        assert desk.client.fail('hearsay/verify', params) == INVALID_PARAMS, params


class Archive:
    """A daemon with an archive of the documents and fact-checks given, to be asked."""

    def __init__(self, *documents, factchecks=()):
        folder = tempfile.mkdtemp(prefix='hearsay-archive-')
        self.client = Daemon(f'--archive={folder}/archive.db').connect()
        texts = [{'uri': f'urn:{number}', **({'text': one} if isinstance(one, str) else one)}
                 for number, one in enumerate(documents)]
        files = [{'uri': f'urn:check{number}', 'text': json.dumps({'@type': 'ClaimReview', **one})}
                 for number, one in enumerate(factchecks)]
        answer = self.client.call('hearsay/import', {'documents': texts, 'files': files})
        assert answer['imported'] == len(texts + files), answer

    def ask(self, **question):
        return self.client.call('hearsay/verify', question)

    def verdict(self, quote, speaker=''):
        return self.ask(quote=quote, speaker=speaker)['verdict']

    def verdicts(self, text):
        answer = self.client.call('hearsay/annotate', {'text': text})
        return [one['verification']['verdict'] for one in answer['annotations']
                if one['kind'] == 'quote']


FLOOD = 'The tram will be late again, as it has been every winter since the flood'


@test
def who_said_it_counts_in_each_question():
    archive = Archive(OTHER)
    for _ in range(2):  # the second time from what is kept of the first
        for speaker, verdict in (('Tomas Oduya', 'verbatim'), ('Oduya', 'verbatim'),
                                 ('T. Oduya', 'verbatim'), ('', 'verbatim'),
                                 ('a spokesman', 'verbatim'), ('Ines Varga', 'misattributed'),
                                 ('Mara Oduya', 'misattributed')):
            assert archive.verdict(FLOOD, speaker) == verdict, speaker


@test
def other_words_are_what_a_paraphrase_is():
    words = 'they will sell the old pier of the town before the winter is over'
    archive = Archive(f'“{words.replace("they will", "They will not").capitalize()},” Ines Varga '
                      'told reporters on Tuesday.\n')
    for _ in range(2):  # the second time from what is kept
        assert archive.verdicts(f'Ines Varga said “{words}”.\n') == ['altered']
        assert archive.verdicts(f'Ines Varga said {words}.\n') == ['not-found']


@test
def of_several_sources_one_that_agrees_decides():
    altered = FLOOD.replace('again', 'today').replace('every', 'each')
    sources = {'misattributed': f'“{FLOOD},” Ines Varga said.\n',
               'altered': f'“{altered},” Tomas Oduya said.\n',
               'abridged': f'“{FLOOD}, and before,” Tomas Oduya said.\n', 'verbatim': OTHER}
    for verdict, beside in (('misattributed', 'altered'), ('abridged', 'altered'),
                            ('abridged', 'misattributed'), ('verbatim', 'abridged'),
                            ('verbatim', 'misattributed'), ('verbatim', 'altered')):
        for texts in ((sources[verdict], sources[beside]), (sources[beside], sources[verdict])):
            answer = Archive(*texts).ask(quote=FLOOD, speaker='Tomas Oduya')
            assert answer['verdict'] == verdict, (verdict, beside, answer)
            assert answer['evidence'][0]['verdict'] == verdict, answer
    answer = Archive(*[f'Item {n}.\n\n{OTHER}' for n in range(9)]).ask(quote=FLOOD)
    assert len(answer['evidence']) == 5, answer


@test
def other_words_of_somebody_else_are_no_source_unless_nearly_the_same():
    far = FLOOD.replace('late again', 'early today').replace('every winter', 'each summer')
    near = FLOOD.replace('again', 'today')
    for words, speaker, verdict in ((far, 'Tomas Oduya', 'altered'), (far, 'Ines Varga', 'not-found'),
                                    (near, 'Tomas Oduya', 'altered'), (near, 'Ines Varga', 'altered')):
        archive = Archive(f'“{words},” Tomas Oduya said.\n')
        assert archive.verdict(FLOOD, speaker) == verdict, (words, speaker)


@test
def a_source_without_marks_speaks_for_its_author_and_for_those_it_names():
    text = f'{FLOOD}. That is how it is in this town and nobody minds.\n'
    for document, verdict in (({'text': text}, 'misattributed'),
                              ({'text': text, 'author': 'Tomas Oduya'}, 'verbatim'),
                              ({'text': text, 'title': 'The letter of Tomas Oduya'}, 'verbatim'),
                              ({'text': text + 'So much for Oduya.\n'}, 'verbatim')):
        assert Archive(document).verdict(FLOOD, 'Tomas Oduya') == verdict, document


@test
def a_figure_agrees_with_what_its_bound_allows():
    said = 'The harbour board sold {} tickets for the evening ferry to Oster {} of this year.'
    for source, draft, verdict in (('48', '48', 'supported'), ('48', '84', 'contradicted'),
                                   ('48', 'about 50', 'supported'),
                                   ('about 50', '48', 'supported'),
                                   ('48', 'about 70', 'contradicted'),
                                   ('412,000', 'more than 400,000', 'supported'),
                                   ('412,000', 'more than 420,000', 'contradicted'),
                                   ('412,000', 'nearly 420,000', 'supported'),
                                   ('412,000', 'nearly 400,000', 'contradicted'),
                                   ('412,000', 'at least 400,000', 'supported'),
                                   ('412,000', 'up to 400,000', 'contradicted'),
                                   ('two thousand', '2,000', 'supported')):
        answer = Archive(said.format(source, 'in March')).ask(claim=said.format(draft, 'in March'))
        assert answer['verdict'] == verdict, (source, draft, answer)
    archive = Archive(said.format('48', 'in March'), said.format('70', 'on Monday').upper())
    for draft, verdict in ((('48', 'in April'), 'contradicted'), (('48', 'in March'), 'supported')):
        assert archive.ask(claim=said.format(*draft))['verdict'] == verdict, draft
    denied = said.format('48', 'in March').replace('sold', 'never sold')
    assert archive.ask(claim=denied)['verdict'] == 'contradicted'
    both = Archive(said.format('48', 'in March'), said.format('49', 'in March'))
    for figure in '48', '49':  # one source that says the same is enough
        assert both.ask(claim=said.format(figure, 'in March'))['verdict'] == 'supported', figure


@test
def a_fact_check_of_something_else_is_not_shown():
    archive = Archive(factchecks=[{'claimReviewed': 'Seaweed doubles the speed of ferries',
                                   'reviewRating': {'alternateName': 'False'},
                                   'author': {'name': 'The Checkers'}}])
    answer = archive.ask(claim='Seaweed doubles the speed of all ferries.')
    assert answer['verdict'] == 'fact-checked', answer
    assert answer['evidence'][0]['rating'] == 'False', answer
    assert answer['evidence'][0]['publisher'] == 'The Checkers', answer
    for claim in ('The ferries were late on Monday because of seaweed in the harbour.',
                  'The speed of trains has doubled since the war.'):
        assert archive.ask(claim=claim)['verdict'] == 'not-found', claim


@test
def names_of_institutions_agree_with_their_short_forms():
    archive = Archive(f'“{FLOOD},” the Ostrel Harbour Board said.\n')
    for speaker, verdict in (('Harbour Board', 'verbatim'), ('Ostrel Harbour Board', 'verbatim'),
                             ('Ostrel Harbour Board of Oster', 'verbatim'),
                             ('Ostrel Fire Brigade', 'misattributed')):
        assert archive.verdict(FLOOD, speaker) == verdict, speaker


@test
def what_is_no_change_of_a_quote_is_none():
    source = ('“The U.S. envoy paid 2,000 dollars, five per ship & crew, for long-term berths in '
              'Oster, 31 percent more, and we’d do so again,” Ines Varga said.\n')
    quote = source[source.index('The'):source.index(',”')]
    archive = Archive(source)
    for old, new in (('', ''), ('U.S.', 'US'), ('2,000', '2000'), ('2,000', 'two thousand'),
                     ('five', '5'), ('&', 'and'), (' percent', '%'), ('long-term', 'long term'), ('’', "'"),
                     ('long-term', 'longterm'), (', for', ' – for'), ('Oster', '[the town of] Oster'),
                     ('The', '[t]he'), ('envoy', 'ENVOY')):
        assert archive.verdict(quote.replace(old, new), 'Ines Varga') == 'verbatim', new
    for old, new in (('we’d', 'we would'), ('2,000', '3,000'), ('paid', 'pays'), ('do so', 'do it')):
        assert archive.verdict(quote.replace(old, new), 'Ines Varga') == 'altered', new


@test
def a_search_gives_the_kinds_and_as_many_as_were_asked_for():
    desk = Desk()

    def found(**params):
        hits = desk.client.call('hearsay/search', {'query': 'pier tram board', **params})['hits']
        return [hit['kind'] for hit in hits]

    assert set(found()) == {'document', 'quote'}, found()
    for kind in ('document', 'quote'):
        assert set(found(kinds=[kind])) == {kind}, found(kinds=[kind])
    assert found(kinds=['factcheck']) == []
    assert len(found(limit=1)) == 1 < len(found())


@test
def the_place_in_the_source_is_counted_as_was_asked_for():
    desk = Desk()
    for offsets, character in (('utf-8', 3), ('utf-16', 1), ('utf-32', 1)):  # behind a mark
        answer = desk.client.call('hearsay/verify', {
            'quote': 'The tram will be late again', 'speaker': 'Tomas Oduya', 'offsets': offsets})
        start = answer['evidence'][0]['range']['start']
        assert start == {'line': 2, 'character': character}, (offsets, start)


@test
def questions_do_not_wait_for_an_import():
    desk = Desk()
    desk.findings()
    archive = sqlite3.connect(os.path.join(desk.folder, 'archive.db'), isolation_level=None)
    archive.execute('BEGIN IMMEDIATE')  # the import cannot write until this is over
    jobs = desk.daemon.counter('jobs')
    imported = desk.client.request('hearsay/import', {'documents': [
        {'uri': 'urn:news', 'text': '“The ferry sails at noon,” said Ana Ruiz.'}]})
    wait_until(lambda: desk.daemon.counter('jobs') > jobs, 'the import has begun')
    assert desk.client.call('hearsay/search', {'query': 'old pier'})['hits']
    assert not [m for m in desk.client.kept if m.get('id') == imported], 'it was waited for'
    archive.execute('ROLLBACK')
    archive.close()
    assert desk.client.reply(imported)['result']['imported'] == 1


@test
def rules_of_the_archive_can_be_silenced():
    desk = Desk()
    desk.findings()
    desk.client.kept.clear()
    desk.client.notify('workspace/didChangeConfiguration', {'settings': {'hearsay': {
        'rules': {'altered-quote': 'off'}}}})
    message = desk.client.wait(
        lambda m: m.get('method') == 'textDocument/publishDiagnostics' and
        'altered-quote' not in {d['code'] for d in m['params']['diagnostics']})
    assert 'misattributed-quote' in {d['code'] for d in message['params']['diagnostics']}


@test
def claims_that_are_not_shown_raise_nothing():
    desk = Desk(waitForArchive=True, claimThreshold=1)
    found = desk.findings({'altered-quote', 'misattributed-quote'})
    assert 'contradicted-figure' not in found, found


def reviews(ratings):
    """Fact-checks of the claims of a text, a line each, as a file has them."""
    return json.dumps([{'@context': 'https://schema.org', '@type': 'ClaimReview',
                        'url': f'https://checks.example/{number}', 'claimReviewed': claim,
                        'author': {'@type': 'Organization', 'name': 'The Checkers'},
                        'reviewRating': {'@type': 'Rating', 'alternateName': rating}}
                       for number, (claim, rating) in enumerate(ratings.items())])


@test
def only_claims_that_were_rated_false_are_known_to_be():
    ratings = {'The town of Lunden spent 44 million crowns on lamps in 2023.': 'False',
               'Ferries of the Orrel line carried 12,000 goats over the sound last year.': 'True',
               'The weir at Harrow Bend lost 30 percent of its stones in May.': 'Half true',
               'Seaweed from the bay feeds 900 cows on nine farms every winter.': 'Correct',
               'The tax on salt doubled for 3,000 fishermen of the coast in 2021.': 'Misleading'}
    desk = Desk('\n\n'.join(ratings), waitForArchive=True, claimThreshold=0)
    path = os.path.join(desk.folder, 'reviews.json')
    with open(path, 'w', encoding='utf8') as file:
        file.write(reviews(ratings))
    assert desk.client.call('hearsay/import', {'paths': [path]})['imported'] == len(ratings)
    false = [claim[:-1] for claim, rating in ratings.items()
             if rating in ('False', 'Half true', 'Misleading')]

    def known(message):
        return [cut(desk.text, finding['range'])
                for finding in message.get('params', {}).get('diagnostics', ())
                if finding['code'] == 'known-false-claim']

    # The draft may be compared while the import is still under way: more come, but no others.
    while (found := known(desk.client.receive())) != false:
        assert set(found) < set(false), found
    lenses = desk.client.call('textDocument/codeLens', desk.about())
    titles = [lens['command']['title'] for lens in lenses if 'command' in lens]
    assert titles.count('1 source, fact-checked') == len(ratings), titles


@test
def findings_of_the_archive_can_be_ignored_by_their_words():
    desk = Desk()
    desk.findings()
    desk.client.kept.clear()
    desk.client.notify('workspace/didChangeConfiguration', {'settings': {'hearsay': {
        'ignore': [{'rule': 'misattributed-quote', 'text': 'the tram will be late'}]}}})
    message = desk.client.wait(
        lambda m: m.get('method') == 'textDocument/publishDiagnostics' and
        'misattributed-quote' not in {d['code'] for d in m['params']['diagnostics']})
    codes = {d['code'] for d in message['params']['diagnostics']}
    assert {'altered-quote', 'contradicted-figure'} <= codes, codes


def damage(path):
    """Puts a file that is no archive in the place of one."""
    with open(path + '.bad', 'w', encoding='utf8') as file:
        file.write('This is no archive any more. ' * 1000)
    os.replace(path + '.bad', path)


@test
def that_the_archive_cannot_be_asked_is_told_once_each_time():
    desk = Desk()
    desk.findings()

    def rename(table, name):
        connection = sqlite3.connect(os.path.join(desk.folder, 'archive.db'))
        connection.execute(f'ALTER TABLE {table} RENAME TO {name}')
        connection.close()

    def noticed():
        return desk.daemon.log().count('quotes are not checked')

    for times in (1, 2):
        rename('passage', 'elsewhere')
        for letter in 'ab':
            seen = noticed()
            desk.client.open(f'file:///tmp/hearsay-verification/{times}{letter}.txt',
                             f'“Ship {times}{letter} will not come to the old pier any more,” '
                             'Ines Varga said.\n')  # words that were never asked about
            wait_until(lambda: noticed() > seen, 'the archive is asked in vain')
        desk.client.call('hearsay/status')  # what was told came before its answer
        told = [m for m in desk.client.kept if m.get('method') == 'window/showMessage']
        assert len(told) == times, told
        desk.client.kept = told
        rename('elsewhere', 'passage')
        for _ in 'ab':
            desk.client.wait(lambda m: m.get('method') == 'workspace/codeLens/refresh')


@test
def what_another_program_does_to_the_archive_counts_at_once():
    folder = tempfile.mkdtemp(prefix='hearsay-archive-')
    path = os.path.join(folder, 'archive.db')
    asking, other = (Daemon('--archive=' + path).connect() for _ in range(2))

    def put(client, text):
        document = {'uri': f'urn:{hash(text)}', 'text': text}
        assert client.call('hearsay/import', {'documents': [document]})['imported'] == 1

    def verdict():
        return asking.call('hearsay/verify', {'quote': 'The tram will be late again, as it has '
                                              'been every winter since the flood'})['verdict']

    def verdicts():
        answer = asking.call('hearsay/annotate', {'text': DRAFT})
        return [a['verification']['verdict'] for a in answer['annotations'] if a['kind'] == 'quote']

    put(asking, 'Nothing of the kind was ever put to the vote.\n')
    assert (verdict(), verdicts()) == ('not-found', ['not-found'] * 2)
    put(other, OTHER)
    assert (verdict(), verdicts()) == ('verbatim', ['not-found', 'misattributed'])
    put(other, SOURCE)  # and the same where another question comes first
    assert (verdicts(), verdict()) == (['altered', 'misattributed'], 'verbatim')
    client = Daemon('--archive=' + path + '-new').connect()
    put(client, 'Another archive, which takes the place of the first.\n')
    client.call('hearsay/stop')
    wait_until(lambda: not os.path.exists(path + '-new-wal'), 'the new archive is closed')
    for end in '-wal', '-shm':
        os.remove(path + end)
    os.replace(path + '-new', path)
    assert (verdicts(), verdict()) == (['not-found'] * 2, 'not-found')


@test
def a_damaged_archive_leaves_the_rest_and_a_good_one_in_its_place_is_asked():
    good = Desk()
    good.findings()
    folder = tempfile.mkdtemp(prefix='hearsay-archive-')
    path = os.path.join(folder, 'archive.db')
    damage(path)
    client = Daemon('--archive=' + path).connect()
    client.initialize(ABILITIES)
    client.open(URI, DRAFT)
    assert client.call('textDocument/semanticTokens/full', {'textDocument': {'uri': URI}})['data']
    answer = client.call('hearsay/annotate', {'text': DRAFT})
    assert answer['annotations'] and path in answer['archiveError'], answer['archiveError']
    copy = sqlite3.connect(path + '.copy')
    source = sqlite3.connect(os.path.join(good.folder, 'archive.db'))
    source.backup(copy)
    source.close()
    copy.close()
    os.replace(path + '.copy', path)
    client.wait(lambda m: m.get('method') == 'textDocument/publishDiagnostics' and
                'altered-quote' in {d['code'] for d in m['params']['diagnostics']})


run()
