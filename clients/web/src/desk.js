// The desk page: puts the pieces together. The text lives in the editor and in one document of the
// daemon's; each edit goes there at once, and the annotations are asked for one request at a time,
// so that a long text slows the highlights down and never the typing.
import sample from '../../../corpus/samples/council-care-home.txt';
import { byId, h, plural } from './dom.js';
import { keepDraft } from './draft.js';
import { Editor } from './editor.js';
import { describe, Findings, KINDS, marksOf, place, wordsOf } from './findings.js';
import { Panels } from './panels.js';
import { Session } from './session.js';
import { Tabs } from './tabs.js';
import { startTheme } from './theme.js';
import { findToken, hearOfTokens } from './token.js';

const URI = 'untitled:desk';
const LONGEST_FILE = 16 * 1024 * 1024; // the daemon's document_bytes
const PANEL_DELAY_MS = 120;
const HEAVY_MS = 30;          // findings that take longer than this wait for a pause in typing
const PAUSE_MS = 350;
const LONGEST_WAIT_MS = 3000; // but not longer than this
const CONTENT_MODIFIED = -32801;
const LANGUAGES = { md: 'markdown', markdown: 'markdown', html: 'html', htm: 'html' };

const state = {
    name: '',
    version: 0,
    edits: [],         // {version, changes, before}: what the newest findings do not know yet
    asking: false,
    again: false,
    cost: 0,           // ms that the last findings took here
    findings: new Findings([]),
    hidden: new Set(), // kinds that are not lit up
    typedAt: null,
    replacing: false,  // the whole text is, and goes to the daemon as a new document
    loss: null,        // what the user was told of the connection
};

// ---------------------------------------------------------------- the daemon's document

function openDocument() {
    state.version++;
    state.edits = [];
    session.notify('textDocument/didOpen', { textDocument: {
        uri: URI, languageId: byId('language').value, version: state.version,
        text: editor.doc.toString(),
    } });
    ask();
}

function reopenDocument() {
    if (session.state === 'open') {
        session.notify('textDocument/didClose', { textDocument: { uri: URI } });
        openDocument();
    }
}

function position(doc, offset) {
    const line = doc.lineAt(offset);
    return { line: line.number - 1, character: offset - line.from };
}

/** Sends an edit: its pieces from the last to the first, so that each finds its place unmoved. */
function sendChanges(changes, before) {
    const contentChanges = [];
    changes.iterChanges((from, to, _from, _to, inserted) => contentChanges.unshift({
        range: { start: position(before, from), end: position(before, to) },
        text: inserted.toString(),
    }));
    state.version++;
    state.edits.push({ version: state.version, changes, before });
    session.notify('textDocument/didChange', {
        textDocument: { uri: URI, version: state.version }, contentChanges,
    });
}

// ---------------------------------------------------------------- findings

function ask() {
    if (state.asking) {
        state.again = true;
        return;
    }
    state.asking = true;
    if (state.cost > HEAVY_MS) {
        awaitPause(performance.now() + LONGEST_WAIT_MS);
    } else {
        request();
    }
}

function awaitPause(latest) {
    const now = performance.now();
    const left = Math.min((state.typedAt ?? 0) + PAUSE_MS, latest) - now;
    if (left > 0) {
        setTimeout(awaitPause, left, latest);
    } else {
        request();
    }
}

async function request() {
    const { typedAt } = state;
    state.again = false;
    try {
        take(await session.request('hearsay/annotations', { textDocument: { uri: URI } }));
        if (typedAt !== null && typedAt === state.typedAt) {
            performance.measure('hearsay follows', { start: typedAt, end: performance.now() });
        }
    } catch (error) {
        state.again = state.again || error.code === CONTENT_MODIFIED;
        if (error.code !== undefined && error.code !== CONTENT_MODIFIED) {
            tell(error.message);
        }
    }
    state.asking = false;
    if (state.again && session.state === 'open') {
        ask();
    }
}

/** Shows the findings of a version, carried over the edits that came after it. */
function take({ version, annotations }) {
    const began = performance.now();
    state.edits = state.edits.filter(edit => edit.version > version);
    const doc = state.edits[0]?.before ?? editor.doc;
    const later = state.edits.reduce((all, { changes }) => all?.compose(changes) ?? changes, null);
    const move = (from, to) => {
        if (!later) {
            return { from, to };
        }
        const start = later.mapPos(from, 1);
        return { from: start, to: Math.max(start, later.mapPos(to, -1)) };
    };
    state.findings = new Findings(place(annotations, doc, move));
    light();
    state.cost = performance.now() - began;
    showLegend();
    showPanelsSoon();
    showAbout();
}

function light() {
    editor.show(state.findings.all.filter(({ kind }) => !state.hidden.has(kind)).flatMap(marksOf));
}

// ---------------------------------------------------------------- around the text

function showLegend() {
    for (const { kind, one } of KINDS) {
        const button = byId(`legend-${kind}`);
        const count = state.findings.of[kind].length;
        button.querySelector('.count').textContent = count.toLocaleString('en');
        button.title = `${plural(count, one)}; ${state.hidden.has(kind) ? 'not lit up' : 'lit up'}`;
        button.setAttribute('aria-pressed', String(!state.hidden.has(kind)));
    }
}

function makeLegend() {
    byId('legend').append(...KINDS.map(({ kind, title }) => h('button', {
        type: 'button', id: `legend-${kind}`, class: `chip ${kind}`, 'aria-pressed': 'true',
        onclick: () => {
            state.hidden[state.hidden.has(kind) ? 'delete' : 'add'](kind);
            light();
            showLegend();
        },
    }, h('span', { class: 'swatch', 'aria-hidden': 'true' }), title,
    h('span', { class: 'count' }, '0'))));
}

/** The annotations at a place, the shortest first. */
function at(offset) {
    const covers = range => range && range.from <= offset && offset <= range.to;
    return state.findings.all
        .filter(annotation => !state.hidden.has(annotation.kind) && covers(annotation.span) &&
            marksOf(annotation).some(covers))
        .sort((a, b) => (a.span.to - a.span.from) - (b.span.to - b.span.from));
}

let aboutTimer;
function showAbout() {
    clearTimeout(aboutTimer);
    aboutTimer = setTimeout(() => {
        const [found] = at(editor.cursor);
        const { of, all } = state.findings;
        byId('about').textContent = found ? describe(found, state.findings.byId)
            : all.length > 0 ? KINDS.map(({ kind, one }) => plural(of[kind].length, one)).join(' · ')
                : '';
    }, 150);
}

function explain(offset) {
    const found = at(offset);
    return found.length === 0 ? null
        : h('div', { class: 'card' }, found.map(annotation => h('p', {},
            describe(annotation, state.findings.byId))));
}

/** Goes to the next finding that is lit up, or the one before. */
function step(way) {
    const places = state.findings.all.filter(({ kind }) => !state.hidden.has(kind)).map(wordsOf)
        .sort((a, b) => a.from - b.from);
    const from = editor.view.state.selection.main.from;
    const next = way > 0 ? places.find(one => one.from > from)
        : places.findLast(one => one.from < from);
    if (next) {
        editor.reveal(next.from, next.to, true);
    }
}

// ---------------------------------------------------------------- panels

const panels = new Panels({
    text: ({ from, to }) => editor.doc.sliceString(from, Math.min(to, from + 400)),
    reveal: annotation => {
        const { from, to } = wordsOf(annotation);
        tabs.show('text');
        editor.reveal(from, to, true);
    },
    redraw: () => showPanels(),
    width: () => byId('panels').clientWidth - 40,
});

const tabs = new Tabs(byId('tabs'), byId('panels'), name => {
    document.body.dataset.view = name;
    showPanels();
});

let panelTimer = null;
function showPanelsSoon() {
    panelTimer ??= setTimeout(showPanels, PANEL_DELAY_MS);
}

function showPanels() {
    clearTimeout(panelTimer);
    panelTimer = null;
    tabs.update(panels.tabs(state.findings));
}

// ---------------------------------------------------------------- texts

function setText(text, name, language) {
    byId('language').value = language;
    state.name = name;
    state.replacing = true;
    editor.replaceAll(text);
    state.replacing = false;
    reopenDocument();
    showName();
    tabs.show('text');
    editor.view.focus();
}

function showName() {
    byId('name').textContent = state.name;
    document.title = state.name ? `${state.name} · Hearsay desk` : 'Hearsay desk';
}

/** UTF-8, or what old programs wrote instead. */
function decode(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
        return new TextDecoder('windows-1252').decode(bytes);
    }
}

async function openFile(file) {
    if (!file) {
        return;
    }
    if (file.size > LONGEST_FILE) {
        tell(`${file.name} is too long: the daemon takes 16 MB.`);
        return;
    }
    const language = LANGUAGES[file.name.split('.').pop().toLowerCase()] ?? 'plaintext';
    setText(decode(await file.arrayBuffer()), file.name, language);
}

function takeDrops() {
    const carriesFile = event => event.dataTransfer?.types.includes('Files');
    let depth = 0;
    const show = () => { byId('drop').hidden = depth === 0; };
    addEventListener('dragenter', event => { depth += carriesFile(event) ? 1 : 0; show(); });
    addEventListener('dragleave', event => { depth -= carriesFile(event) ? 1 : 0; show(); });
    addEventListener('dragover', event => carriesFile(event) && event.preventDefault());
    addEventListener('drop', event => {
        if (carriesFile(event)) {
            event.preventDefault();
            event.stopPropagation(); // the editor would put the file in at the pointer
            openFile(event.dataTransfer.files[0]);
        }
        depth = 0;
        show();
    }, true);
}

function changed(changes, before) {
    state.typedAt = performance.now();
    byId('empty').hidden = editor.doc.length > 0;
    draft.changed();
    if (session.state === 'open' && !state.replacing) {
        sendChanges(changes, before);
        ask();
    }
    if (editor.doc.length === 0) {
        state.name = '';
        showName();
    }
}

// ---------------------------------------------------------------- the connection

/** A message over the page, until another one or its end. */
function tell(text, ...more) {
    const banner = byId('banner');
    banner.hidden = !text;
    banner.replaceChildren(h('p', {}, text ?? ''), ...more);
}

const retry = () => h('button', { type: 'button', onclick: () => session.renew() }, 'Try now');

const LINKS = {
    connecting: ['Connecting…', null],
    open: ['Connected', null],
    lost: ['Not connected', 'The daemon does not answer. Your text stays here, and the highlights ' +
        'follow as soon as it is back.'],
    refused: ['Not connected', 'The daemon was started anew, or this address is incomplete. Your ' +
        'text stays here: run “hearsay desk” in a terminal, and this page goes on.'],
};

function connectionChanged(next) {
    const [short, long] = LINKS[next];
    byId('link').textContent = short;
    byId('link').dataset.state = next;
    if (next === 'connecting' && state.loss) {
        return; // it is still lost to the user
    }
    if (state.loss !== long) {
        state.loss = long;
        tell(long, ...(long ? [retry()] : []));
    }
    if (next === 'open') {
        state.asking = false;
        openDocument();
    }
}

// ---------------------------------------------------------------- start

const editor = new Editor(byId('editor'), { changed, moved: showAbout, explain, step });
const session = new Session(`ws://${location.host}/`, findToken(), connectionChanged);
const draft = keepDraft({
    box: byId('keep'),
    note: byId('kept'),
    read: () => ({ text: editor.doc.toString(), name: state.name, language: byId('language').value }),
    restore: ({ text, name, language }) => setText(text, name, language),
    isEmpty: () => editor.doc.length === 0,
});

byId('sample').onclick = () => setText(sample, 'Sample: council care home', 'plaintext');
byId('open').onclick = byId('open-too').onclick = () => byId('file').click();
byId('file').onchange = event => {
    openFile(event.target.files[0]);
    event.target.value = '';
};
byId('clear').onclick = () => setText('', '', 'plaintext');
byId('language').onchange = reopenDocument;
addEventListener('resize', showPanelsSoon);
makeLegend();
startTheme(byId('theme'));
takeDrops();
showPanels();
tabs.show('text'); // where it is one
hearOfTokens(token => session.renew(token));
session.connect();
editor.view.focus();
draft.start();
