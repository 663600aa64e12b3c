// The desk page: puts the pieces together. The text lives in the editor; the reader keeps a document
// of the daemon's in step with it, and tells what is found there.
import sample from '../../../corpus/samples/council-care-home.txt';
import { byId, h, plural } from './dom.js';
import { keepDraft } from './draft.js';
import { Editor } from './editor.js';
import { describe, KINDS, marksOf, wordsOf } from './findings.js';
import { Panels } from './panels.js';
import { Reader } from './reader.js';
import { Session } from './session.js';
import { Tabs } from './tabs.js';
import { startTheme } from './theme.js';
import { findToken, hearOfTokens } from './token.js';

const LONGEST_FILE = 16 * 1024 * 1024; // the daemon's document_bytes
const PANELS_MS = 200;        // how long the typing rests before the panels are written,
const PANELS_LATEST_MS = 1000; // if it does
const LANGUAGES = { md: 'markdown', markdown: 'markdown', html: 'html', htm: 'html' };

const state = {
    name: '',
    hidden: new Set(), // kinds that are not lit up
    typedAt: null,
    replacing: false,  // the whole text is, and goes to the daemon as a new document
    loss: null,        // what the user was told of the connection
};

// ---------------------------------------------------------------- findings

/** Lights up what was found in a range (null: all of the text), as far as the legend says so. */
function light({ all, version }, range) {
    const marks = all.filter(({ kind }) => !state.hidden.has(kind)).flatMap(marksOf);
    editor.show(marks.map(mark => ({ ...mark, ...version.now(mark) })), range && version.now(range));
}

function lit(findings, range) {
    light(findings, range);
    if (state.typedAt !== null && findings.version.isNewest) {
        performance.measure('hearsay follows', { start: state.typedAt, end: performance.now() });
        state.typedAt = null;
    }
    showAbout();
}

function read() {
    showLegend();
    showPanelsSoon();
    showAbout();
}

function reopenDocument() {
    if (session.state === 'open') {
        reader.close();
        reader.open();
        showBusy(true);
    }
}

// ---------------------------------------------------------------- around the text

function showLegend() {
    for (const { kind, one } of KINDS) {
        const button = byId(`legend-${kind}`);
        const count = reader.whole.of[kind].length;
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
            light(reader.whole, null);
            reader.ask(); // what is in view may be newer
            showLegend();
        },
    }, h('span', { class: 'swatch', 'aria-hidden': 'true' }), title,
    h('span', { class: 'count' }, '0'))));
}

/** What was found at a place, the shortest first, in words. */
function at(offset) {
    const { all, version, byId: near } = reader.about(offset);
    const known = { get: id => near.get(id) ?? reader.whole.byId.get(id) };
    const covers = range => {
        const { from, to } = version.now(range);
        return from <= offset && offset <= to;
    };
    return all
        .filter(annotation => !state.hidden.has(annotation.kind) && covers(annotation.span) &&
            marksOf(annotation).some(covers))
        .sort((a, b) => (a.span.to - a.span.from) - (b.span.to - b.span.from))
        .map(annotation => describe(annotation, known));
}

let aboutTimer;
function showAbout() {
    clearTimeout(aboutTimer);
    aboutTimer = setTimeout(() => {
        const { of, all } = reader.whole;
        byId('about').textContent = at(editor.cursor)[0] ?? (all.length === 0 ? ''
            : KINDS.map(({ kind, one }) => plural(of[kind].length, one)).join(' · '));
    }, 150);
}

function explain(offset) {
    const found = at(offset);
    return found.length === 0 ? null
        : h('div', { class: 'card' }, found.map(words => h('p', {}, words)));
}

/** Goes to the next finding that is lit up, or the one before. */
function step(way) {
    const { all, version } = reader.whole;
    const places = all.filter(({ kind }) => !state.hidden.has(kind))
        .map(annotation => version.now(wordsOf(annotation)))
        .filter(({ from, to }) => from < to)
        .sort((a, b) => a.from - b.from);
    const from = editor.view.state.selection.main.from;
    const next = way > 0 ? places.find(one => one.from > from)
        : places.findLast(one => one.from < from);
    if (next) {
        editor.reveal(next.from, next.to, true);
    }
}

// ---------------------------------------------------------------- panels

let drawn = null; // the findings that the panels show

const panels = new Panels({
    text: ({ from, to }) => drawn.version.doc.sliceString(from, Math.min(to, from + 400)),
    reveal: annotation => {
        const { from, to } = drawn.version.now(wordsOf(annotation));
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
let panelsWaitFrom = null;

/** Once the typing rests: the panels must not stand in the way of the next key. */
function showPanelsSoon() {
    const now = performance.now();
    showBusy(true);
    panelsWaitFrom ??= now;
    clearTimeout(panelTimer);
    panelTimer = setTimeout(showPanels,
        Math.max(0, Math.min(PANELS_MS, panelsWaitFrom + PANELS_LATEST_MS - now)));
}

/** Whether the panels show less than is known, or soon will be. */
function showBusy(isBusy) {
    byId('panels').setAttribute('aria-busy', String(isBusy));
}

function showPanels() {
    clearTimeout(panelTimer);
    if (panelsWaitFrom !== null) {
        panelsWaitFrom = null;
        showBusy(false);
    }
    drawn = reader.whole;
    tabs.update(panels.tabs(drawn));
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
    reader.follow(changes, drawn);
    if (session.state === 'open' && !state.replacing) {
        reader.send(changes, before);
        showBusy(true);
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

/** What the daemon says of itself, its archive and its models; of the text the page says more. */
function tellOfDaemon(message) {
    const prefix = 'hearsay: ';
    if (message.startsWith(prefix)) {
        const text = message.slice(prefix.length);
        tell(text[0].toUpperCase() + text.slice(1),
            h('button', { type: 'button', onclick: () => tell() }, 'Close'));
    }
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
        reader.open();
    }
}

// ---------------------------------------------------------------- start

const editor = new Editor(byId('editor'),
    { changed, moved: showAbout, scrolled: () => reader.viewed(), explain, step });
const session = new Session(`ws://${location.host}/`, findToken(),
    { changed: connectionChanged, refresh: () => reader.ask(), told: tellOfDaemon });
const reader = new Reader(session, {
    doc: () => editor.doc,
    view: () => editor.drawn,
    language: () => byId('language').value,
    lit, read, told: tell,
});
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
