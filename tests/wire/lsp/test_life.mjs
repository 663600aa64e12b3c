// An editor's life with the daemon: every feature, over the socket, by the typed client.
//
//     node start.mjs HEARSAYD

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as protocol from 'vscode-languageserver-protocol/node';
import { begin, codes, decode, editor, pulling, report } from './draft.mjs';
import { run, test, until } from './harness.mjs';
import { checkServerMessage } from './metamodel.mjs';

const { CancellationTokenSource, CodeActionKind, LSPErrorCodes, ErrorCodes } = protocol;

test('the definition that messages are checked against finds what is wrong with them', async (daemon) => {
    await daemon.connect(); // it can be ended only once it runs
    const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
    const push = (diagnostic) => ({
        jsonrpc: '2.0', method: 'textDocument/publishDiagnostics',
        params: { uri: 'file:///a', diagnostics: [{ range: place, message: 'm', ...diagnostic }] },
    });
    const wrong = (message) => checkServerMessage(message, () => 'textDocument/hover').length;
    assert.equal(wrong(push({ severity: 4 })), 0);
    assert.equal(wrong(push({ severity: 5 })), 1);
    assert.equal(wrong(push({ sevrity: 4 })), 1);
    assert.equal(wrong(push({ range: { start: place.start } })), 1);
    assert.equal(wrong(push({ message: null })), 1);
    assert.equal(wrong({ jsonrpc: '2.0', id: 1, result: null }), 0);
    assert.equal(wrong({ jsonrpc: '2.0', id: 1, result: { contents: 7 } }), 1);
    assert.equal(wrong({ jsonrpc: '2.0', id: 1, error: { code: 'x', message: '' } }), 1);
    assert.equal(wrong({ jsonrpc: '2.0', method: 'textDocument/nothing', params: {} }), 1);
});

for (const encodings of [['utf-8', 'utf-16'], ['utf-32', 'utf-8'], ['utf-16', 'utf-32']]) {
    test(`positions are in the encoding that the client names first (${encodings[0]})`, async (daemon) => {
        const client = await daemon.connect();
        const result = await client.initialize({ general: { positionEncodings: encodings } });
        assert.equal(result.capabilities.positionEncoding, encodings[0]);
        const document = await client.open(daemon.uri('a.txt'), '👩‍🚒 “Wir müssen jetzt gehen,” sagte sie.\n\n👍 It rains. “We must go now,” said Oda Brandt.\n');
        document.encoding = encodings[0];
        const { annotations } = await client.request('hearsay/annotations', { textDocument: document.identifier });
        const quote = annotations.find((annotation) => annotation.speaker?.name === 'Oda Brandt');
        assert.equal(document.words(quote.content[0]), '“We must go now,”');
        assert.equal(document.words(quote.source), 'Oda Brandt');
    });
}

test('a client that names no encoding gets utf-16', async (daemon) => {
    const client = await daemon.connect();
    const { capabilities, serverInfo } = await client.initialize();
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.equal(serverInfo.name, 'hearsayd');
});

test('opening a document brings its diagnostics, with the version', async (daemon) => {
    const { client, document } = await begin(daemon);
    const found = await client.diagnostics(document.uri, 1);
    assert.deepEqual(codes(found), ['vague-source']);
    assert.equal(document.words(found[0].range), 'Critics');
    assert.match(found[0].message, /“Critics”/);
});

test('diagnostics are pushed again only when they changed', async (daemon) => {
    const { client, document } = await begin(daemon);
    await client.diagnostics(document.uri, 1);
    await document.replace('nine years', 'twenty-nine years'); // in a line above
    await client.request('textDocument/hover', document.about('Oda'));
    await client.request('textDocument/hover', document.about('Oda')); // what is pushed leaves behind an answer
    assert.equal(client.pushed.get(document.uri).version, 1);
    await document.replace('Critics say the board', 'Ana Ruiz, a ferryman, says the board');
    assert.deepEqual(await client.diagnostics(document.uri, 3), []);
});

test('a closed document has no diagnostics left', async (daemon) => {
    const { client, document } = await begin(daemon);
    await client.diagnostics(document.uri, 1);
    await document.close();
    assert.deepEqual(await client.diagnostics(document.uri, undefined), []);
    const error = await client.failure('textDocument/hover', document.about('Oda'));
    assert.equal(error.code, LSPErrorCodes.RequestFailed);
});

test('pulled diagnostics are the pushed ones, and unchanged when they are', async (daemon) => {
    const { client, document } = await begin(daemon, report, pulling);
    const params = { textDocument: document.identifier };
    const full = await client.request('textDocument/diagnostic', params);
    assert.equal(full.kind, 'full');
    assert.deepEqual(codes(full.items), ['vague-source']);
    const again = await client.request('textDocument/diagnostic', { ...params, previousResultId: full.resultId });
    assert.deepEqual(again, { kind: 'unchanged', resultId: full.resultId });
    const all = await client.request('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(all.items.map((item) => [item.uri, codes(item.items)]), [[document.uri, ['vague-source']]]);
    const known = [{ uri: document.uri, value: full.resultId }];
    const unchanged = await client.request('workspace/diagnostic', { previousResultIds: known });
    assert.equal(unchanged.items[0].kind, 'unchanged');
    assert.equal(client.pushed.size, 0);
});

test('who pulls is asked to pull anew when other settings hold, and only then', async (daemon) => {
    const { client, document } = await begin(daemon, report, pulling);
    const pull = async () => (await client.request('textDocument/diagnostic', { textDocument: document.identifier })).items;
    assert.equal((await pull())[0].severity, protocol.DiagnosticSeverity.Information);
    await client.notify('workspace/didChangeConfiguration', { settings: null }); // the same as before
    client.configuration = { rules: { 'vague-source': 'error' } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await until(() => client.refreshed.length === 4, 'requests to ask anew');
    assert.equal((await pull())[0].severity, protocol.DiagnosticSeverity.Error);
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    daemon.write('.hearsay.json', '{"rules": {"vague-source": "off"}}');
    await until(() => client.refreshed.length === 8, 'requests to ask anew');
    assert.deepEqual(await pull(), []);
    assert.deepEqual([...new Set(client.refreshed)].sort(), [
        'workspace/codeLens/refresh', 'workspace/diagnostic/refresh', 'workspace/inlayHint/refresh',
        'workspace/semanticTokens/refresh']);
});

test('a document that is closed while other settings are laid leaves none to wait for it', async (daemon) => {
    const { client, document } = await begin(daemon, report, pulling);
    const long = await client.open(daemon.uri('long.txt'), report.repeat(400));
    const severity = async (of) => (await client.request('textDocument/diagnostic', { textDocument: of.identifier })).items[0].severity;
    assert.equal(await severity(long), protocol.DiagnosticSeverity.Information);
    client.configuration = { rules: { 'vague-source': 'error' } };
    const laid = new Promise((resolve) => (client.told = resolve));
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await laid;
    assert.equal(await severity(document), protocol.DiagnosticSeverity.Error);
    await client.notify('textDocument/didClose', { textDocument: long.identifier }); // being analysed, as a rule
    await until(() => client.refreshed.length === 4, 'requests to ask anew');
});

test('diagnostics of the workspace are not announced: they hold nothing of files that are not open', async (daemon) => {
    const client = await daemon.connect();
    const { capabilities } = await client.initialize(pulling);
    assert.equal(capabilities.diagnosticProvider.workspaceDiagnostics, false);
});

test('who cannot be asked to pull anew gets what is pushed', async (daemon) => {
    const client = await daemon.connect();
    const { capabilities } = await client.initialize({ ...editor, textDocument: { ...editor.textDocument, diagnostic: {} } });
    assert.equal(capabilities.diagnosticProvider, undefined);
    const document = await client.open(daemon.uri('report.txt'), report);
    assert.deepEqual(codes(await client.diagnostics(document.uri, 1)), ['vague-source']);
});

test('semantic tokens show quotes, speakers and cues, and never overlap', async (daemon) => {
    const client = await daemon.connect();
    const { capabilities } = await client.initialize(editor);
    const document = await client.open(daemon.uri('report.txt'), report);
    const params = { textDocument: document.identifier };
    const { data } = await client.request('textDocument/semanticTokens/full', params);
    const tokens = decode(document, data, capabilities.semanticTokensProvider.legend);
    const shown = (type) => tokens.filter((token) => token.type === type).map((token) => token.words);
    assert.ok(shown('quote').some((words) => words.includes('We held the price')), JSON.stringify(tokens));
    assert.ok(shown('speaker').some((words) => words.startsWith('Oda Brandt')));
    assert.ok(shown('cue').includes('said'));
    for (const [index, token] of tokens.entries()) {
        if (index > 0) assert.ok(document.offset(tokens[index - 1].end) <= document.offset(token.start));
    }
    const ranged = await client.request('textDocument/semanticTokens/range', { ...params, range: document.range('Oda Brandt') });
    const inside = decode(document, ranged.data, capabilities.semanticTokensProvider.legend);
    assert.ok(inside.some((token) => token.words.startsWith('Oda Brandt')));
    assert.ok(inside.length < tokens.length);
});

test('deltas of semantic tokens lead to the full answer, edit after edit', async (daemon) => {
    const { client, document } = await begin(daemon);
    const params = { textDocument: document.identifier };
    let known = await client.request('textDocument/semanticTokens/full', params);
    const edits = [['nine years', 'eleven long years'], ['Ferrymen accused', 'Nobody accused'], ['she said', 'he told us'],
                   ['“The letter', '“\n\nThe letter'], ['Critics', 'Oda Brandt and her critics'], ['Harbour', '# Harbour']];
    for (const [words, replacement] of edits) {
        await document.replace(words, replacement);
        const delta = await client.request('textDocument/semanticTokens/full/delta', { ...params, previousResultId: known.resultId });
        const data = [...known.data];
        for (const edit of delta.edits) data.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
        const full = await client.request('textDocument/semanticTokens/full', params);
        assert.deepEqual(data, full.data);
        known = full;
    }
    const stale = await client.request('textDocument/semanticTokens/full/delta', { ...params, previousResultId: 'never given' });
    assert.deepEqual(stale.data, known.data);
});

test('hover tells who said it, in the format that the client shows', async (daemon) => {
    const { client, document } = await begin(daemon);
    const quote = await client.request('textDocument/hover', document.about('held the price'));
    assert.equal(quote.contents.kind, 'markdown');
    assert.match(quote.contents.value, /\*\*Direct quote\*\*[^]*Said by \*\*Oda Brandt\*\*/);
    assert.equal(document.words(quote.range), 'We held the price for nine years'); // what is claimed in it
    const plain = await daemon.connect();
    await plain.initialize({});
    const other = await plain.open(document.uri, report);
    const text = await plain.request('textDocument/hover', other.about('held the price'));
    assert.equal(text.contents.kind, 'plaintext');
    assert.match(text.contents.value, /Said by Oda Brandt/);
    assert.equal(await client.request('textDocument/hover', document.about('Harbour dues')), null);
});

test('a claim tells what its figures come to, where their words do not', async (daemon) => {
    const client = await daemon.connect();
    await client.initialize({});
    const document = await client.open('file:///figures.txt',
        'TARROW, 12 March 2024 - The council spent £4.5m on 44 beds in 2023 and on Monday.\n');
    const { contents } = await client.request('textDocument/hover', document.about('beds'));
    assert.match(contents.value, /“£4\.5m” = 4500000 GBP\n“Monday” = 2024-03-11$/);
    assert.doesNotMatch(contents.value, /“44|“2023/);
});

test('an accusation tells who is accused, and whether there is an answer', async (daemon) => {
    const { client, document } = await begin(daemon);
    const card = await client.request('textDocument/hover', document.about('hiding the plan'));
    assert.match(card.contents.value, /Accusation[^]*Of \*\*Oda Brandt\*\*[^]*Answered \(denial\)/);
});

test('symbols are the parties and what each says and is accused of', async (daemon) => {
    const { client, document } = await begin(daemon);
    const symbols = await client.request('textDocument/documentSymbol', { textDocument: document.identifier });
    const brandt = symbols.find((symbol) => symbol.name === 'Oda Brandt');
    assert.ok(brandt.children.some((child) => child.detail === 'says'));
    assert.ok(brandt.children.some((child) => child.detail === 'is accused of'));
    assert.equal(document.words(brandt.selectionRange), 'Oda Brandt');
    const critics = symbols.find((symbol) => symbol.name === 'Critics');
    assert.equal(critics.detail, undefined); // the name has told it
    const flat = await daemon.connect();
    await flat.initialize({});
    await flat.open(document.uri, report);
    const list = await flat.request('textDocument/documentSymbol', { textDocument: document.identifier });
    assert.ok(list.some((symbol) => symbol.containerName === 'Oda Brandt'));
});

test('inlay hints name the person behind a pronoun, in the range asked for', async (daemon) => {
    const { client, document } = await begin(daemon);
    const params = { textDocument: document.identifier, range: document.all() };
    const hints = await client.request('textDocument/inlayHint', params);
    assert.deepEqual(hints.map((hint) => hint.label), ['= Oda Brandt']);
    assert.deepEqual(hints[0].position, document.at('she said', 3));
    const nowhere = await client.request('textDocument/inlayHint', { ...params, range: document.range('Harbour') });
    assert.deepEqual(nowhere, []);
});

const emojiEdits = [
    ['“We held', '👩‍🚒 “We 👍 held'], ['👍 ', ''], ['Ms Brandt of', '🌊 Ms Brandt of'], ['🚒 “', '🚒\n\n“'],
    ['nine years,”', 'nine 🚢🚢 years,”'], ['🚢', ''], ['she said', 'she 😀 said'], ['\n\nCritics', ' 🐟\r\nCritics'],
];

for (const encoding of ['utf-8', 'utf-16', 'utf-32']) {
    test(`edits among emoji leave what a fresh document has (${encoding})`, async (daemon) => {
        const client = await daemon.connect();
        await client.initialize({ ...editor, general: { positionEncodings: [encoding] } });
        const edited = await client.open(daemon.uri('edited.txt'), report);
        edited.encoding = encoding;
        for (const [words, replacement] of emojiEdits) await edited.replace(words, replacement);
        const fresh = await client.open(daemon.uri('fresh.txt'), edited.text);
        const answers = async ({ identifier: textDocument }) => {
            const { annotations } = await client.request('hearsay/annotations', { textDocument });
            const { data } = await client.request('textDocument/semanticTokens/full', { textDocument });
            return { annotations, data, symbols: await client.request('textDocument/documentSymbol', { textDocument }) };
        };
        const found = await answers(edited);
        assert.ok(found.annotations.some(({ speaker }) => speaker?.name === 'Oda Brandt'), edited.text);
        assert.deepEqual(found, await answers(fresh));
        await client.notify('textDocument/didSave', { textDocument: edited.identifier, text: edited.text });
        await client.request('textDocument/foldingRange', { textDocument: edited.identifier });
    });
}

test('highlight, definition and references follow a party through the text', async (daemon) => {
    const { client, document } = await begin(daemon);
    const about = document.about('Ms Brandt of', 4);
    const highlights = await client.request('textDocument/documentHighlight', about);
    assert.ok(highlights.map(({ range }) => document.words(range)).includes('Oda Brandt'));
    const definition = await client.request('textDocument/definition', about);
    assert.equal(document.words(definition.range), 'Oda Brandt');
    const references = await client.request('textDocument/references', { ...about, context: { includeDeclaration: true } });
    const words = references.map(({ range }) => document.words(range));
    assert.equal(words[0], 'Oda Brandt');
    assert.ok(words.includes('“We held the price for nine years,”'));
    assert.ok(words.includes('“The letter went out in May,”'));
});

test('code lenses count what a party says and is accused of', async (daemon) => {
    const { client, document } = await begin(daemon);
    const lenses = await client.request('textDocument/codeLens', { textDocument: document.identifier });
    const lens = lenses.find((entry) => document.words(entry.range) === 'Oda Brandt');
    const resolved = await client.request('codeLens/resolve', lens);
    assert.match(resolved.command.title, /quotes.*1 accusation faced/);
});

test('call hierarchy: who accuses a party, and whom it accuses', async (daemon) => {
    const { client, document } = await begin(daemon);
    const [item] = await client.request('textDocument/prepareCallHierarchy', document.about('Oda Brandt'));
    const incoming = await client.request('callHierarchy/incomingCalls', { item });
    assert.deepEqual(incoming.map((call) => call.from.name), ['Ferrymen']);
    assert.match(document.words(incoming[0].fromRanges[0]), /hiding the plan/);
    const outgoing = await client.request('callHierarchy/outgoingCalls', { item: incoming[0].from });
    assert.deepEqual(outgoing.map((call) => call.to.name), ['Oda Brandt']);
});

test('folding and selection ranges follow the structure', async (daemon) => {
    const text = `# One\n\nIt rains.\n\n## Two\n\n“We walk home,” said Ana Ruiz.\n\n# Three\n\nIt stops.\n`;
    const { client, document } = await begin(daemon, text, editor, 'a.md', 'markdown');
    const folds = await client.request('textDocument/foldingRange', { textDocument: document.identifier });
    const lines = folds.map((fold) => [fold.startLine, fold.endLine]).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    assert.deepEqual(lines, [[0, 6], [4, 6], [8, 10]]);
    const [range] = await client.request('textDocument/selectionRange', { textDocument: document.identifier, positions: [document.at('walk', 1)] });
    const steps = [];
    for (let step = range; step; step = step.parent) steps.push(document.words(step.range));
    assert.deepEqual(steps.slice(1), ['walk', '“We walk home,”', '“We walk home,” said Ana Ruiz.', text]);
});

test('symbols of the workspace and completion offer the names of parties', async (daemon) => {
    const { client, document } = await begin(daemon);
    await client.diagnostics(document.uri, 1);
    const symbols = await client.request('workspace/symbol', { query: 'bran' });
    assert.deepEqual(symbols.map((symbol) => symbol.name), ['Oda Brandt']);
    await document.replace('Critics say', 'Br');
    const offered = await client.request('textDocument/completion', document.about('Br the board', 2));
    assert.deepEqual(offered.items.map((item) => item.label), ['Oda Brandt']);
    const [{ textEdit }] = offered.items;
    assert.equal(document.words(textEdit.range), 'Br');
});

const unattributed = `“The tide will not wait for the council.”\n\nThe harbour board of Lunden is chaired by Oda Brandt, and its port is run by Ivo Krantz.\n\n“We will build the wall before the winter.”\n`;

test('a quote can be attributed by a code action', async (daemon) => {
    const { client, document } = await begin(daemon, unattributed);
    const found = await client.diagnostics(document.uri, 1);
    assert.ok(codes(found).includes('unattributed-quote'));
    const range = document.range('We will build');
    const context = { diagnostics: [], only: [CodeActionKind.QuickFix] };
    const actions = await client.request('textDocument/codeAction', { textDocument: document.identifier, range, context });
    const attribute = actions.find((action) => action.title === 'Attribute to Oda Brandt');
    await document.apply(attribute.edit.documentChanges[0].edits);
    assert.ok(document.text.endsWith('“We will build the wall before the winter,” said Oda Brandt.\n'), document.text);
    const { annotations } = await client.request('hearsay/annotations', { textDocument: document.identifier });
    assert.ok(annotations.some((annotation) => annotation.kind === 'quote' && annotation.speaker?.name === 'Oda Brandt'));
    const none = await client.request('textDocument/codeAction', { textDocument: document.identifier, range, context: { diagnostics: [], only: ['refactor'] } });
    assert.deepEqual(none, []);
});

test('“ignore here” writes a comment into Markdown, and the finding is gone', async (daemon) => {
    const { client, document } = await begin(daemon, unattributed, editor, 'a.md', 'markdown');
    const before = codes(await client.diagnostics(document.uri, 1)).length;
    const context = { diagnostics: [] };
    const params = { textDocument: document.identifier, range: document.range('We will build'), context };
    const actions = await client.request('textDocument/codeAction', params);
    const ignore = actions.find((action) => action.title === 'Ignore unattributed-quote here');
    assert.equal(ignore.diagnostics[0].code, 'unattributed-quote');
    await document.apply(ignore.edit.documentChanges[0].edits);
    assert.match(document.text, /winter\.” <!-- hearsay-ignore unattributed-quote -->\n$/);
    assert.equal((await client.diagnostics(document.uri, 2)).length, before - 1);
});

test('“switch off in this folder” edits .hearsay.json, which is made when there is none', async (daemon) => {
    const resolving = structuredClone(editor);
    resolving.textDocument.codeAction.resolveSupport = { properties: ['edit'] };
    const { client, document } = await begin(daemon, report, resolving);
    await client.diagnostics(document.uri, 1);
    const params = { textDocument: document.identifier, range: document.range('Critics'), context: { diagnostics: [] } };
    const actions = await client.request('textDocument/codeAction', params);
    const action = actions.find(({ title }) => title === 'Switch off vague-source in this folder');
    assert.equal(action.edit, undefined);
    const { edit } = await client.request('codeAction/resolve', action);
    const [create, change] = edit.documentChanges;
    assert.deepEqual([create.kind, create.uri], ['create', daemon.uri('.hearsay.json')]);
    daemon.write('.hearsay.json', change.edits[0].newText);
    await until(() => client.pushed.get(document.uri).diagnostics.length === 0, 'the rule to be off');
});

test('a client without code action literals gets commands, which send the edit', async (daemon) => {
    const capabilities = { workspace: { applyEdit: true, workspaceEdit: {} } };
    const { client, document } = await begin(daemon, unattributed, capabilities, 'a.md', 'markdown');
    const params = { textDocument: document.identifier, range: document.range('We will build'), context: { diagnostics: [] } };
    const commands = await client.request('textDocument/codeAction', params);
    const { command, arguments: given } = commands.find(({ title }) => title === 'Ignore unattributed-quote here');
    await client.request('workspace/executeCommand', { command, arguments: given });
    const edit = await until(() => client.edits[0], 'workspace/applyEdit');
    assert.match(edit.changes[document.uri][0].newText, /hearsay-ignore unattributed-quote/);
});

test('.hearsay.json holds for its folder, is read again, and its errors name file and line', async (daemon) => {
    daemon.write('.hearsay.json', '{"rules": {"vague-source": "off"}}');
    const { client, document } = await begin(daemon);
    assert.deepEqual(await client.diagnostics(document.uri, 1), []);
    daemon.write('.hearsay.json', '{"rules": {\n  "vague-source": "error"}}');
    await until(() => client.pushed.get(document.uri).diagnostics[0]?.severity === 1, 'the new severity');
    daemon.write('.hearsay.json', '{"rules": {\n  "vauge-source": "error"}}');
    await client.message(/\.hearsay\.json:2: "vauge-source" is not a rule/);
    daemon.write('.hearsay.json', '{"rules": {\n\n');
    await client.message(/\.hearsay\.json:\d+: /);
    assert.equal(client.pushed.get(document.uri).diagnostics[0].severity, 1);
});

test('.hearsay.json that is empty for a moment changes nothing until it is written or removed', async (daemon) => {
    daemon.write('.hearsay.json', '{"rules": {"vague-source": "error"}}');
    const { client, document } = await begin(daemon);
    const severities = () => client.pushed.get(document.uri)?.diagnostics.map(({ severity }) => severity).join();
    const becomes = async (wanted) => until(() => severities() === wanted, `severities “${wanted}”, not “${severities()}”`);
    // That a content was read is known by the error in it, which changes nothing.
    const known = async (word) => {
        daemon.write('.hearsay.json', `{"${word}": 1}`);
        await client.message(new RegExp(`"${word}" is not a setting`));
    };
    await becomes('1');
    const seen = [];
    const push = client.pushed.set.bind(client.pushed);
    client.pushed.set = (uri, params) => push(uri, params) && seen.push(severities());
    for (const [round, blank] of ['', ' \n\t', '\ufeff\r\n'].entries()) {
        daemon.write('.hearsay.json', blank);
        await client.notify('workspace/didChangeWatchedFiles', { changes: [] });
        await client.request('textDocument/hover', document.about('Oda'));
        await known(`round-${round}`);
    }
    daemon.write('.hearsay.json', '');
    daemon.write('.hearsay.json', '{"rules": {"vague-source": "hint"}}');
    await becomes('4');
    assert.deepEqual(seen, ['4']);
    daemon.write('.hearsay.json', '{}');
    await becomes('3');
    daemon.write('.hearsay.json', '{"rules": {"vague-source": "hint"}}');
    await becomes('4');
    daemon.remove('.hearsay.json');
    await becomes('3');
    daemon.write('.hearsay.json', ''); // first read so: no settings, and no error
    daemon.write('.hearsay.json', '{"rules": {"vague-source": "off"}}');
    await becomes('');
    assert.deepEqual(client.messages.filter((text) => !/round-/.test(text)), []);
});

test('the editor’s configuration is asked for, and asked again when it changes', async (daemon) => {
    const client = await daemon.connect();
    client.configuration = { rules: { 'vague-source': 'off' } };
    await client.initialize({ ...editor, workspace: { ...editor.workspace, configuration: true } });
    const document = await client.open(daemon.uri('report.txt'), report);
    await until(() => client.pushed.get(document.uri)?.diagnostics.length === 0, 'the rule to be off');
    client.configuration = { rules: { 'vague-source': 'hint' } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await until(() => client.pushed.get(document.uri).diagnostics[0]?.severity === 4, 'the new severity');
    client.configuration = { claimThreshold: 7 };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.message(/"claimThreshold" must be a number from 0 to 1/);
});

test('initializationOptions are settings, and switch on pushed annotations', async (daemon) => {
    const client = await daemon.connect();
    const initializationOptions = { didAnnotate: true, rules: { 'vague-source': 'off' } };
    await client.initialize(editor, { initializationOptions });
    const document = await client.open(daemon.uri('report.txt'), report);
    const first = await until(() => client.annotated.find(({ version }) => version === 1), 'annotations');
    assert.ok(first.annotations.some((annotation) => annotation.speaker?.name === 'Oda Brandt'));
    assert.deepEqual(await client.diagnostics(document.uri, 1), []);
    await document.replace('Oda Brandt', 'Ana Ruiz');
    const second = await until(() => client.annotated.find(({ version }) => version === 2), 'new annotations');
    assert.ok(second.annotations.some((annotation) => annotation.speaker?.name === 'Ana Ruiz'));
});

test('an edit that makes no sense puts the document out of step until it is opened again', async (daemon) => {
    const { client, document } = await begin(daemon);
    await client.diagnostics(document.uri, 1);
    const reversed = { start: { line: 4, character: 9 }, end: { line: 4, character: 2 } };
    await document.change([{ range: reversed, text: 'x' }]);
    await client.message(/close the document and open it again/);
    const shown = await until(() => {
        const { diagnostics } = client.pushed.get(document.uri);
        return diagnostics[0]?.code === 'out-of-step' && diagnostics;
    }, 'the diagnostic');
    assert.equal(shown.length, 1);
    assert.equal(shown[0].range.start.line, 4);
    const error = await client.failure('textDocument/hover', document.about('Oda'));
    assert.equal(error.code, LSPErrorCodes.RequestFailed);
    assert.match(error.message, /out of step/);
    await document.close();
    await client.open(document.uri, report, 'plaintext', 9);
    assert.deepEqual(codes(await client.diagnostics(document.uri, 9)), ['vague-source']);
});

test('a saved text that differs from the edited one is found out', async (daemon) => {
    const { client, document } = await begin(daemon);
    await client.notify('textDocument/didSave', { textDocument: document.identifier, text: report });
    await client.request('textDocument/hover', document.about('Oda'));
    const text = report.replace('nine', 'eight');
    await client.notify('textDocument/didSave', { textDocument: document.identifier, text });
    await client.message(/the saved text differs from the edited one, first at line 5/);
});

test('a request is answered, or says that the text was edited meanwhile', async (daemon) => {
    const { client, document } = await begin(daemon, report.repeat(400));
    const params = { textDocument: document.identifier };
    const early = client.request('textDocument/documentSymbol', params).then(
        () => null,
        (error) => error.code,
    );
    await document.replace('nine years', 'ten years');
    const late = await client.request('textDocument/documentSymbol', params);
    assert.ok(late.length > 0);
    assert.ok([null, LSPErrorCodes.ContentModified].includes(await early));
});

test('a long annotation tells its progress and can be cancelled', async (daemon) => {
    const client = await daemon.connect();
    await client.initialize(); // before it, messages are short
    const text = report.repeat(2000); // long enough to be at work when it is cancelled
    const { annotations } = await client.request('hearsay/annotate', { text: report, workDoneToken: 'one' });
    assert.ok(annotations.length > 3);
    assert.deepEqual(client.progress.map(({ token, value }) => [token, value.kind]), [['one', 'begin'], ['one', 'end']]);
    const source = new CancellationTokenSource();
    const failure = client.failure('hearsay/annotate', { text, workDoneToken: 2 }, source.token);
    await until(() => client.progress.some(({ token }) => token === 2), 'its beginning');
    source.cancel();
    assert.equal((await failure).code, LSPErrorCodes.RequestCancelled);
});

test('our own methods need no initialize; the others do', async (daemon) => {
    const client = await daemon.connect();
    const error = await client.failure('textDocument/hover', { textDocument: { uri: daemon.uri('a') }, position: { line: 0, character: 0 } });
    assert.equal(error.code, ErrorCodes.ServerNotInitialized);
    for (const [offsets, end] of [['utf-8', 24], ['utf-16', 20], ['utf-32', 20]]) {
        const text = '“We walk home now,”  said Ana Ruiz.'.replace('  ', ' ');
        const { annotations } = await client.request('hearsay/annotate', { text, offsets });
        const quote = annotations.find(({ kind }) => kind === 'quote');
        assert.equal(quote.content[0].start, 0);
        assert.equal(quote.content[0].end, end - 1, offsets);
    }
    const status = await client.request('hearsay/status', {});
    assert.equal(status.clients, 1);
    assert.equal(status.latencyMs.annotate.count, 3);
    const wrong = await client.failure('hearsay/annotate', { text: 'x', offsets: 'utf-7' }).catch((reason) => reason);
    assert.equal(wrong.code, ErrorCodes.InvalidParams);
    client.wrong = client.wrong.filter((text) => !text.startsWith('client, hearsay/annotate'));
});

test('two clients have the same document open, each its own', async (daemon) => {
    const { client, document } = await begin(daemon);
    const other = await begin(daemon);
    await other.document.replace('Oda Brandt', 'Ana Ruiz');
    const names = async (session) => {
        const symbols = await session.client.request('textDocument/documentSymbol', { textDocument: session.document.identifier });
        return symbols.map((symbol) => symbol.name);
    };
    assert.ok((await names({ client, document })).includes('Oda Brandt'));
    assert.ok((await names(other)).includes('Ana Ruiz'));
    other.client.close();
    assert.ok((await names({ client, document })).includes('Oda Brandt'));
});

test('after shutdown there is only exit, which ends the session', async (daemon) => {
    const { client, document } = await begin(daemon);
    assert.equal(await client.request(protocol.ShutdownRequest.type), null);
    const error = await client.failure('textDocument/hover', document.about('Oda'));
    assert.equal(error.code, ErrorCodes.InvalidRequest);
    const closed = new Promise((resolve) => client.socket.once('close', resolve));
    await client.notify(protocol.ExitNotification.type);
    await closed;
});

const samples = new URL('../../../corpus/samples/', import.meta.url);
for (const [name, language] of [['wire-strike.txt', 'plaintext'], ['draft-water-levels.md', 'markdown'], ['page-harbour-contract.html', 'html']]) {
    test(`every answer about ${name} keeps to the protocol`, async (daemon) => {
        const text = readFileSync(new URL(name, samples), 'utf8');
        const { client, document } = await begin(daemon, text, editor, name, language);
        const textDocument = document.identifier;
        for (const method of ['documentSymbol', 'codeLens', 'foldingRange', 'semanticTokens/full', 'diagnostic'])
            await client.request(`textDocument/${method}`, { textDocument });
        await client.request('textDocument/inlayHint', { textDocument, range: document.all() });
        await client.request('textDocument/codeAction', { textDocument, range: document.all(), context: { diagnostics: [] } });
        const { annotations } = await client.request('hearsay/annotations', { textDocument });
        for (const { span } of annotations) {
            const about = { textDocument, position: span.start };
            for (const method of ['hover', 'definition', 'documentHighlight', 'prepareCallHierarchy', 'completion'])
                await client.request(`textDocument/${method}`, about);
            await client.request('textDocument/references', { ...about, context: { includeDeclaration: false } });
        }
    });
}

await run();
