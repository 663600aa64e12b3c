// Keeps the daemon's document in step with the editor's, and asks what it finds there: one question
// at a time, so that a slow answer slows the highlights down and never the typing.
//
// A text of ordinary length is asked about as a whole at each keystroke. Of a long one, only what
// is in view is; the rest follows piece by piece when the typing pauses, so that what a keystroke
// costs, here and in the daemon, does not grow with the text.
import { Findings, place } from './findings.js';

const URI = 'untitled:desk';
const WHOLE = 24 * 1024; // characters that are asked about as a whole
const PIECE = 32 * 1024;
const PAUSE_MS = 350;
const CONTENT_MODIFIED = -32801;

/** A version of the text, and what was edited since. */
class Version {
    #changes = null;

    constructor(doc) {
        this.doc = doc;
    }

    edited(changes) {
        this.#changes = this.#changes?.compose(changes) ?? changes;
    }

    get isNewest() {
        return this.#changes === null;
    }

    /** Where a place of this version is now; a place whose words are gone is empty. */
    now({ from, to }) {
        if (!this.#changes) {
            return { from, to };
        }
        const start = this.#changes.mapPos(from, 1);
        return { from: start, to: Math.max(start, this.#changes.mapPos(to, -1)) };
    }
}

function position(doc, offset) {
    const line = doc.lineAt(offset);
    return { line: line.number - 1, character: offset - line.from };
}

const rangeOf = (doc, { from, to }) => ({ start: position(doc, from), end: position(doc, to) });

export class Reader {
    #session;
    #page;
    #number = 0;     // of the version that the daemon has
    #asking = null;  // the version that is asked about
    #again = false;
    #near;           // findings about what was in view, and the whole text's; may be the same
    #whole;
    #sweeping = null; // the version that is read piece by piece
    #timer = null;
    #editedAt = 0;

    /**
     * @param page what is read, and who is told:
     *   doc(), view() → {from, to}, language(),
     *   lit(findings, range): findings of a range that replace what was lit up there, or of the
     *     whole text, where that is null,
     *   read(findings): of the whole text, told(message): why it was not read
     */
    constructor(session, page) {
        this.#session = session;
        this.#page = page;
        this.#near = this.#whole = new Findings([], new Version(page.doc()));
    }

    get whole() {
        return this.#whole;
    }

    /** What is known of a place: the newest. */
    about(offset) {
        const { version, range } = this.#near;
        const { from, to } = range ? version.now(range) : { from: 0, to: Infinity };
        return from <= offset && offset <= to ? this.#near : this.#whole;
    }

    /** A document of its own for the text as it is, after a change of all of it or a reconnection. */
    open() {
        this.#asking = null;
        this.#session.notify('textDocument/didOpen', { textDocument: {
            uri: URI, languageId: this.#page.language(), version: ++this.#number,
            text: this.#page.doc().toString(),
        } });
        this.ask();
    }

    close() {
        this.#session.notify('textDocument/didClose', { textDocument: { uri: URI } });
    }

    /** The places of what was found, and of findings that somebody keeps, move along with an edit. */
    follow(changes, kept) {
        this.#editedAt = performance.now();
        const versions = new Set([this.#near, this.#whole, kept].map(({ version }) => version));
        for (const version of versions.add(this.#asking).add(this.#sweeping)) {
            version?.edited(changes);
        }
    }

    /** Sends an edit: its pieces from the last to the first, so that each finds its place unmoved. */
    send(changes, before) {
        const contentChanges = [];
        changes.iterChanges((from, to, _from, _to, inserted) => contentChanges.unshift({
            range: rangeOf(before, { from, to }), text: inserted.toString(),
        }));
        this.#session.notify('textDocument/didChange', {
            textDocument: { uri: URI, version: ++this.#number }, contentChanges,
        });
        this.ask();
    }

    /** Another part of the text has come into view. */
    viewed() {
        const { version, range } = this.#near;
        const { from, to } = this.#page.view();
        const isRead = version.isNewest && (!range || (range.from <= from && to <= range.to));
        if (!isRead && !this.#sweeping && this.#session.state === 'open') {
            this.ask();
        }
    }

    ask() {
        clearTimeout(this.#timer);
        this.#sweeping = null;
        if (this.#asking) {
            this.#again = true;
        } else {
            this.#read();
        }
    }

    async #read() {
        const asked = new Version(this.#page.doc());
        const range = asked.doc.length > WHOLE ? this.#page.view() : null;
        this.#asking = asked;
        this.#again = false;
        const annotations = await this.#request(asked, range);
        if (asked !== this.#asking) {
            return; // the document is another one by now
        }
        this.#asking = null;
        if (annotations) {
            this.#near = new Findings(annotations, asked, range);
            this.#page.lit(this.#near, range);
        }
        if (this.#again && this.#session.state === 'open') {
            this.#read();
        } else if (annotations && range) {
            this.#sweepSoon();
        } else if (annotations) {
            this.#whole = this.#near;
            this.#page.read(this.#whole);
        }
    }

    /** The annotations of a version, placed in it; null if there are none to be had. */
    async #request(version, range) {
        const { doc } = version;
        const part = range ? { range: rangeOf(doc, range) } : {};
        try {
            const { annotations } = await this.#session.request('hearsay/annotations',
                { textDocument: { uri: URI }, ...part });
            return place(annotations, doc);
        } catch (error) {
            if (error.code === CONTENT_MODIFIED) {
                this.#again = true;
            } else if (error.code !== undefined) {
                this.#page.told(error.message);
            }
            return null;
        }
    }

    #sweepSoon() {
        const left = this.#editedAt + PAUSE_MS - performance.now();
        this.#timer = setTimeout(() => this.#sweep(), Math.max(0, left));
    }

    /** Reads the whole of a long text; an edit or a question ends it, and it begins again later. */
    async #sweep() {
        const version = new Version(this.#page.doc());
        const { doc } = version;
        const found = [];
        this.#sweeping = version;
        for (let from = 0, to; from < doc.length; from = to) {
            to = doc.lineAt(Math.min(from + PIECE, doc.length)).to + 1; // whole lines
            to = Math.min(to, doc.length);
            const range = { from, to };
            const piece = await this.#request(version, range);
            if (version !== this.#sweeping || !version.isNewest) {
                return;
            }
            if (!piece) {
                this.#sweeping = null;
                return this.#again ? this.ask() : undefined;
            }
            this.#page.lit(new Findings(piece, version, range), range);
            found.push(...piece.filter(({ span }) => range.from <= span.from && span.from < range.to));
        }
        this.#sweeping = null;
        this.#near = this.#whole = new Findings(found, version);
        this.#page.read(this.#whole);
    }
}
