// What docs/FEATURES.md promises in words that an editor's ordinary life does not pass by.
//
//     node start.mjs HEARSAYD promises

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as protocol from 'vscode-languageserver-protocol/node';
import { begin, codes, decode, editor, pulling, report } from './draft.mjs';
import { run, test, until } from './harness.mjs';

const { CancellationTokenSource, ErrorCodes } = protocol;

// A client of the settings, with the text open.
async function withSettings(daemon, settings, text, capabilities = editor) {
    const client = await daemon.connect();
    const { capabilities: ours } = await client.initialize(capabilities, { initializationOptions: settings });
    return { client, document: await client.open(daemon.uri('draft.txt'), text), legend: ours.semanticTokensProvider.legend };
}

async function tokensOf({ client, document, legend }) {
    const { data } = await client.request('textDocument/semanticTokens/full', { textDocument: document.identifier });
    return decode(document, data, legend);
}

const annotationsOf = async ({ client, document }) =>
    (await client.request('hearsay/annotations', { textDocument: document.identifier })).annotations;

const unanswered = `The drivers’ union accused Velmar Mills of stealing wages.\n\nSnow lay in the yard.\n`;

test('a charge is unanswered until something answers it', async (daemon) => {
    const draft = await withSettings(daemon, {}, unanswered);
    const charges = async () => (await tokensOf(draft)).filter(({ type }) => type === 'charge');
    assert.ok((await annotationsOf(draft)).some(({ answers }) => answers?.length === 0));
    assert.deepEqual((await charges()).map(({ modifiers }) => modifiers.includes('unanswered')), [true]);
    await draft.document.replace('Snow lay in the yard.', 'Velmar Mills denied it.');
    assert.ok((await annotationsOf(draft)).some(({ answers }) => answers?.length === 1));
    assert.deepEqual((await charges()).map(({ modifiers }) => modifiers.includes('unanswered')), [false]);
});

test('what nobody is named as saying is unattributed, and what somebody is, is not', async (daemon) => {
    const draft = await withSettings(daemon, {}, `A note lay on the door. “The tide will not wait for the council.” It was wet.\n`);
    const quotes = async () => (await tokensOf(draft)).filter(({ type }) => type === 'quote');
    assert.deepEqual((await quotes()).map(({ modifiers }) => modifiers), [['unattributed']]);
    await draft.document.replace('council.” It', 'council,” said Ana Ruiz. It');
    assert.deepEqual((await quotes()).map(({ modifiers }) => modifiers.includes('unattributed')), [false]);
});

test('a charge that the text itself makes is unattributed', async (daemon) => {
    const draft = await withSettings(daemon, {}, 'Velmar Mills stole the wages of its drivers.\n');
    const charges = (await tokensOf(draft)).filter(({ type }) => type === 'charge');
    assert.ok(charges.length > 0 && charges.every(({ modifiers }) => modifiers.includes('unattributed')));
});

test('where types overlap the later one shows, and says where a claim lies below', async (daemon) => {
    const draft = await withSettings(daemon, { claimThreshold: 0 }, 'Ana Ruiz said the port lost 44 million crowns in 2023. The port lost 12 boats in May.\n');
    const claims = (await annotationsOf(draft)).filter(({ kind }) => kind === 'claim');
    const tokens = await tokensOf(draft);
    const below = ({ start, end }) => claims.some(({ span }) =>
        draft.document.offset(span.start) <= draft.document.offset(start) && draft.document.offset(end) <= draft.document.offset(span.end));
    assert.ok(tokens.some(({ type, modifiers }) => type === 'paraphrase' && modifiers.includes('checkable')), JSON.stringify(tokens));
    assert.ok(tokens.some(({ type }) => type === 'claim'));
    for (const token of tokens)
        assert.equal(token.modifiers.includes('checkable'), token.type !== 'claim' && below(token), JSON.stringify(token));
});

test('thoughts are shown where they are asked for, and marked', async (daemon) => {
    const text = 'Ana Ruiz believes the harbour will close in May.\n';
    const thoughts = (tokens) => tokens.filter(({ modifiers }) => modifiers.includes('thought')).length;
    assert.equal(thoughts(await tokensOf(await withSettings(daemon, {}, text))), 0);
    assert.ok(thoughts(await tokensOf(await withSettings(daemon, { thoughts: true }, text))) > 0);
});

// Asks for what differs from the answer known, and compares it with the full one, which it returns.
async function followDelta({ client, document }, known) {
    const textDocument = document.identifier;
    const { edits } = await client.request('textDocument/semanticTokens/full/delta', { textDocument, previousResultId: known.resultId });
    const data = [...known.data];
    for (const edit of edits) data.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
    const full = await client.request('textDocument/semanticTokens/full', { textDocument });
    assert.deepEqual(data, full.data);
    return full;
}

const long = report.repeat(120); // of several chapters

test('a delta leads to the full answer when other settings hold, in a long text too', async (daemon) => {
    const draft = await begin(daemon, long);
    const known = await draft.client.request('textDocument/semanticTokens/full', { textDocument: draft.document.identifier });
    await draft.client.notify('workspace/didChangeConfiguration', { settings: { claimThreshold: 1 } });
    const { data } = await followDelta(draft, known);
    assert.ok(data.length < known.data.length); // fewer claims
});

test('settings and comments hold at once for all of a long text, edited or not', async (daemon) => {
    const { client, document } = await begin(daemon, long, editor, 'long.md', 'markdown');
    const severities = () => new Set(client.pushed.get(document.uri)?.diagnostics.filter(({ code }) => code === 'vague-source').map(({ severity }) => severity));
    const become = (expected) => until(() => client.pushed.has(document.uri) && [...severities()].join() === expected, `severities ${expected}`);
    await become('3');
    await client.notify('workspace/didChangeConfiguration', { settings: { rules: { 'vague-source': 'error' } } });
    await become('1');
    await document.change([{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '<!-- hearsay-ignore-file vague-source -->\n\n' }]);
    await become('');
    await document.change([{ range: { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } }, text: '' }]);
    await become('1');
});

test('a delta leads to the full answer when only line ends change', async (daemon) => {
    const draft = await begin(daemon, long.replace('summer boats', 'autumn boats').replace('touch.\n', 'touch.\n\n\n'));
    let known = await draft.client.request('textDocument/semanticTokens/full', { textDocument: draft.document.identifier });
    for (const [ends, others] of [['touch.\n\n\n', 'touch.\n\n '], ['said.\n\n', 'said.\r\n\r\n'], ['touch.\n\n ', 'touch.\r\n ']]) {
        await draft.document.replace(ends, others);
        known = await followDelta(draft, known);
    }
});

test('hints and lenses can be switched off', async (daemon) => {
    const ask = async ({ client, document }) => {
        const textDocument = document.identifier;
        const hints = await client.request('textDocument/inlayHint', { textDocument, range: document.all() });
        return [hints.length > 0, (await client.request('textDocument/codeLens', { textDocument })).length > 0];
    };
    assert.deepEqual(await ask(await withSettings(daemon, {}, report)), [true, true]);
    assert.deepEqual(await ask(await withSettings(daemon, { inlayHints: false }, report)), [false, true]);
    assert.deepEqual(await ask(await withSettings(daemon, { codeLens: false }, report)), [true, false]);
});

test('words of the text mean nothing to Markdown in a hover', async (daemon) => {
    const { client, document } = await begin(daemon, 'The drivers’ union accused Velmar Mills of hiding the *whole* [plan]. Velmar Mills denied the accusation.\n');
    const { contents } = await client.request('textDocument/hover', document.about('denied the accusation', 9));
    assert.match(contents.value, /To “hiding the \\\*whole\\\* \\\[plan/);
});

test('hover tells to whom something was said', async (daemon) => {
    const { client, document } = await begin(daemon, '“We held the price,” Ana Ruiz told Ivo Krantz.\n');
    const { contents } = await client.request('textDocument/hover', document.about('held the price'));
    assert.match(contents.value, /Said by \*\*Ana Ruiz\*\*[^]*To \*\*Ivo Krantz\*\*/);
});

test('the definition of an answer is the accusation, and that of a party in it the party', async (daemon) => {
    for (const answer of ['Velmar Mills admitted taking money.', 'Velmar Mills denied the accusation.', '“We took no money,” said Velmar Mills.']) {
        const { client, document } = await begin(daemon, `The drivers’ union accused Velmar Mills of stealing wages. ${answer}\n`);
        const [found] = (await annotationsOf({ client, document })).filter(({ kind }) => kind === 'answer');
        assert.ok(found, answer);
        const params = { textDocument: document.identifier, position: found.text.end };
        const place = await client.request('textDocument/definition', params);
        assert.equal(document.words(place.range), 'stealing wages', answer);
    }
    const { client, document } = await begin(daemon);
    const place = await client.request('textDocument/definition', document.about('Ms Brandt denied', 4));
    assert.equal(document.words(place.range), 'Oda Brandt');
});

test('references are the quotes alone, where the declaration is not asked for', async (daemon) => {
    const { client, document } = await begin(daemon);
    const ask = async (includeDeclaration) => {
        const params = { ...document.about('Ms Brandt of', 4), context: { includeDeclaration } };
        return (await client.request('textDocument/references', params)).map(({ range }) => document.words(range));
    };
    const quotes = await ask(false);
    assert.equal(quotes[0], '“We held the price for nine years,”');
    assert.deepEqual(await ask(true), ['Oda Brandt', ...quotes]);
});

test('a lens says when a party that is accused has no answer', async (daemon) => {
    const title = async (text) => {
        const { client, document } = await begin(daemon, text);
        const lenses = await client.request('textDocument/codeLens', { textDocument: document.identifier });
        const lens = lenses.find(({ range }) => document.words(range) === 'Velmar Mills');
        return (await client.request('codeLens/resolve', lens)).command.title;
    };
    assert.equal(await title(unanswered), '1 accusation faced, no answer');
    assert.equal(await title(unanswered.replace('Snow lay in the yard.', 'Velmar Mills denied it.')), '1 accusation faced');
});

test('the text’s own voice has a place in the call hierarchy', async (daemon) => {
    const { client, document } = await begin(daemon, 'Velmar Mills stole the wages of its drivers. The drivers’ union accused Orrin Docks of fraud.\n');
    const [item] = await client.request('textDocument/prepareCallHierarchy', document.about('Velmar Mills'));
    const [incoming] = await client.request('callHierarchy/incomingCalls', { item });
    const outgoing = await client.request('callHierarchy/outgoingCalls', { item: incoming.from });
    assert.deepEqual(outgoing.map(({ to }) => to.name), ['Velmar Mills']);
});

test('quotes over several paragraphs fold', async (daemon) => {
    const { client, document } = await begin(daemon, 'It rained.\n\n“The letter went out in May.\n\n“Anybody could read it,” said Oda Brandt.\n\n“It was late,” she said.\n');
    const folds = await client.request('textDocument/foldingRange', { textDocument: document.identifier });
    assert.deepEqual(folds.map(({ startLine, endLine }) => [startLine, endLine]), [[2, 4]]);
});

test('a selection grows from the word over the quotation, the sentence and the block', async (daemon) => {
    const text = 'It rained. “We walk home,” said Ana Ruiz. It stopped.\n\nNobody came.\n';
    const { client, document } = await begin(daemon, text);
    const [range] = await client.request('textDocument/selectionRange', { textDocument: document.identifier, positions: [document.at('walk', 1)] });
    const steps = [];
    for (let step = range; step; step = step.parent) steps.push(document.words(step.range));
    assert.deepEqual(steps.slice(1), ['walk', '“We walk home,”', '“We walk home,” said Ana Ruiz.', text.split('\n')[0], text]);
});

const vague = 'Critics say the dam is unsafe.\n\nThe gate was shut in May.\n\nCritics say the weir is old.\n';

test('code actions are those of the range asked about', async (daemon) => {
    const { client, document } = await begin(daemon, vague);
    const ask = (words) => client.request('textDocument/codeAction', { textDocument: document.identifier, range: document.range(words), context: { diagnostics: [] } });
    assert.deepEqual(await ask('The gate'), []);
    const lines = (await ask('Critics say the weir')).flatMap(({ diagnostics }) => diagnostics.map(({ range }) => range.start.line));
    assert.deepEqual([...new Set(lines)], [4]);
});

test('“ignore here” in plain text silences that one finding, and keeps what the settings hold', async (daemon) => {
    daemon.write('.hearsay.json', '{"rules": {"unclosed-quote": "off"}, "claimThreshold": 0.7}');
    const { client, document } = await begin(daemon, vague);
    assert.deepEqual(codes(await client.diagnostics(document.uri, 1)), ['vague-source', 'vague-source']);
    const params = { textDocument: document.identifier, range: document.range('Critics say the weir'), context: { diagnostics: [] } };
    for (const [title, expected] of [['Ignore vague-source here', [0]], ['Switch off vague-source in this folder', []]]) {
        const action = (await client.request('textDocument/codeAction', params)).find((entry) => entry.title === title);
        const [change, ...more] = action.edit.documentChanges;
        assert.deepEqual([change.textDocument.uri, more], [daemon.uri('.hearsay.json'), []]); // it is there already
        const [{ newText }] = change.edits;
        assert.deepEqual(JSON.parse(newText).rules['unclosed-quote'], 'off');
        assert.equal(JSON.parse(newText).claimThreshold, 0.7);
        daemon.write('.hearsay.json', newText);
        await until(() => client.pushed.get(document.uri).diagnostics.length === expected.length, title);
        assert.deepEqual(client.pushed.get(document.uri).diagnostics.map(({ range }) => range.start.line), expected);
        params.range = document.range('Critics say the dam');
    }
});

test('settings of a folder above hold while it belongs to the workspace', async (daemon) => {
    daemon.write('.hearsay.json', '{"rules": {"vague-source": "off"}}');
    mkdirSync(join(daemon.folder, 'drafts'));
    const folder = { uri: daemon.uri('.'), name: 'drafts' };
    const client = await daemon.connect();
    await client.initialize(editor, { workspaceFolders: [] });
    const found = async (event, name) => {
        await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [], ...event } });
        const document = await client.open(daemon.uri(`drafts/${name}.txt`), vague);
        return (await client.diagnostics(document.uri, 1)).length;
    };
    assert.equal(await found({}, 'outside'), 2);
    assert.equal(await found({ added: [folder] }, 'inside'), 0);
    assert.equal(await found({ removed: [folder] }, 'outside-again'), 2);
    for (const [more, expected] of [[{ rootUri: folder.uri }, 0], [{ rootUri: folder.uri, workspaceFolders: [] }, 2]]) {
        const other = await daemon.connect();
        await other.initialize(editor, more);
        const document = await other.open(daemon.uri('drafts/rooted.txt'), vague);
        assert.equal((await other.diagnostics(document.uri, 1)).length, expected);
    }
});

test('editors are asked to send what they saved', async (daemon) => {
    const client = await daemon.connect();
    const { capabilities } = await client.initialize(editor);
    assert.deepEqual(capabilities.textDocumentSync.save, { includeText: true });
});

test('who pulls is shown that a document is out of step, until it is closed', async (daemon) => {
    const { client, document } = await begin(daemon, report, pulling);
    const pulled = async () => (await client.request('workspace/diagnostic', { previousResultIds: [] })).items.length;
    await client.request('textDocument/diagnostic', { textDocument: document.identifier });
    assert.equal(await pulled(), 1);
    await document.change([{ range: { start: { line: 4, character: 9 }, end: { line: 4, character: 2 } }, text: 'x' }]);
    await until(() => client.pushed.get(document.uri)?.diagnostics[0]?.code === 'out-of-step', 'the diagnostic');
    await document.change([{ text: 'Passed over.' }]);
    assert.equal(await pulled(), 0);
    await document.close();
    assert.deepEqual(await client.diagnostics(document.uri, undefined), []);
});

test('work that is cancelled ends its progress', async (daemon) => {
    const client = await daemon.connect();
    await client.initialize();
    const source = new CancellationTokenSource();
    const failure = client.failure('hearsay/annotate', { text: report.repeat(2000), workDoneToken: 1 }, source.token);
    await until(() => client.progress.length === 1, 'its beginning');
    source.cancel();
    await failure;
    assert.deepEqual(client.progress.map(({ value }) => value.kind), ['begin', 'end']);
});

test('hearsay/annotate shows what the session’s settings and its own params say', async (daemon) => {
    const text = 'Ana Ruiz believes the harbour will close in May.\n';
    const thoughts = async (settings, params) => {
        const { client } = await withSettings(daemon, settings, text);
        const { annotations } = await client.request('hearsay/annotate', { text, ...params });
        return annotations.filter(({ act }) => act === 'thought').length;
    };
    assert.equal(await thoughts({}, {}), 0);
    assert.equal(await thoughts({}, { thoughts: true }), 1);
    assert.equal(await thoughts({ thoughts: true }, {}), 1);
    assert.equal(await thoughts({ thoughts: true }, { thoughts: false }), 0);
});

test('annotations name only annotations that are given', async (daemon) => {
    const quoteOf = async (settings) => {
        const annotations = await annotationsOf(await withSettings(daemon, settings, 'Ana Ruiz believes that Velmar Mills stole the wages of its drivers.\n'));
        const accusation = annotations.find(({ kind }) => kind === 'accusation');
        return { named: accusation.quote, given: annotations.find(({ kind }) => kind === 'quote')?.id };
    };
    const shown = await quoteOf({ thoughts: true });
    assert.ok(shown.named && shown.named === shown.given, JSON.stringify(shown));
    assert.deepEqual(await quoteOf({}), { named: null, given: undefined });
});

test('before initialize and after shutdown there are only our own methods', async (daemon) => {
    const client = await daemon.connect();
    const early = await client.open(daemon.uri('early.txt'), report);
    await client.initialize(editor);
    const error = await client.failure('textDocument/hover', early.about('Oda'));
    assert.match(error.message, /not open/);
    await client.request('shutdown');
    assert.equal((await client.failure('textDocument/hover', early.about('Oda'))).code, ErrorCodes.InvalidRequest);
    assert.ok((await client.request('hearsay/annotate', { text: report })).annotations.length > 0);
});

await run();
