// A daemon of the test's own, typed clients on its socket, and TAP.
//
// Every message in either direction is checked against the protocol's definition; a test in which
// one is wrong fails, whatever else it looks at.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SocketMessageReader, SocketMessageWriter } from 'vscode-jsonrpc/node';
import * as protocol from 'vscode-languageserver-protocol/node';
import { checkClientMessage, checkServerMessage } from './metamodel.mjs';

const DEADLINE_MS = 20000; // that anything may take, sanitizers and a busy machine included
const program = resolve(process.argv[2]);

export function within(promise, what) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`not within ${DEADLINE_MS} ms: ${what}`)), DEADLINE_MS);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export async function until(condition, what) {
    const end = Date.now() + DEADLINE_MS;
    while (Date.now() < end) {
        const value = condition();
        if (value) return value;
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`not within ${DEADLINE_MS} ms: ${what}`);
}

// A hearsayd on a socket in a folder of its own.
export class Daemon {
    constructor() {
        this.folder = mkdtempSync(join(tmpdir(), 'hearsay-lsp-'));
        this.socket = join(this.folder, 'socket');
        this.stderr = '';
        this.clients = [];
        // Whoever runs the tests may have an archive: no draft of a test is compared with that.
        const data = join(this.folder, 'data');
        const env = { XDG_CACHE_HOME: data, ...process.env, XDG_DATA_HOME: data };
        this.process = spawn(program, [`--socket=${this.socket}`], { env, stdio: ['ignore', 'ignore', 'pipe'] });
        this.process.stderr.on('data', (bytes) => (this.stderr += bytes));
        this.ended = new Promise((resolve) => this.process.on('exit', (code, signal) => resolve({ code, signal })));
    }

    uri(name) {
        return pathToFileURL(join(this.folder, name)).href;
    }

    // In one step: the daemon never sees a part of it.
    write(name, text) {
        writeFileSync(join(this.folder, `${name}.new`), text);
        renameSync(join(this.folder, `${name}.new`), join(this.folder, name));
    }

    remove(name) {
        rmSync(join(this.folder, name));
    }

    async connect() {
        const end = Date.now() + DEADLINE_MS;
        for (;;) {
            try {
                const client = new Client(await open(this.socket), this);
                this.clients.push(client);
                return client;
            } catch (error) {
                if (Date.now() > end) throw error;
                await new Promise((resolve) => setTimeout(resolve, 20));
            }
        }
    }

    // Ends it, and fails for a sanitizer's complaint or a message that was wrong.
    async finish() {
        for (const client of this.clients) client.close();
        this.process.kill('SIGTERM');
        const { code, signal } = await within(this.ended, 'the end of hearsayd');
        rmSync(this.folder, { recursive: true, force: true });
        assert.equal(signal, null, this.stderr);
        assert.equal(code, 0, this.stderr);
        for (const client of this.clients) assert.deepEqual(client.wrong, []);
    }
}

function open(path) {
    return new Promise((connected, reject) => {
        const socket = net.connect(path, () => connected(socket));
        socket.once('error', reject);
    });
}

// Reads messages, showing each to `look` on its way.
class WatchedReader extends SocketMessageReader {
    constructor(socket, look) {
        super(socket);
        this.look = look;
    }

    listen(callback) {
        return super.listen((message) => {
            this.look(message);
            callback(message);
        });
    }
}

class WatchedWriter extends SocketMessageWriter {
    constructor(socket, look) {
        super(socket);
        this.look = look;
    }

    write(message) {
        this.look(message);
        return super.write(message);
    }
}

export class Client {
    constructor(socket, daemon) {
        this.daemon = daemon;
        this.socket = socket;
        this.wrong = [];
        this.methods = new Map(); // of requests of ours, by id
        this.pushed = new Map(); // the newest diagnostics, by uri
        this.messages = []; // window/showMessage
        this.progress = [];
        this.annotated = [];
        this.configuration = null; // what workspace/configuration answers, …
        this.told = null; // … and whom to call when it has
        this.edits = []; // of workspace/applyEdit
        this.refreshed = []; // methods of the requests to ask anew
        this.connection = protocol.createProtocolConnection(
            new WatchedReader(socket, (message) => this.watchServer(message)),
            new WatchedWriter(socket, (message) => this.watchClient(message)),
        );
        this.listen();
    }

    watchServer(message) {
        const errors = checkServerMessage(message, (id) => this.methods.get(id));
        for (const error of errors) this.wrong.push(`${message.method ?? this.methods.get(message.id)}: ${error}`);
        if (message.method === '$/progress') this.progress.push(message.params);
    }

    watchClient(message) {
        if (message.method !== undefined && message.id !== undefined) this.methods.set(message.id, message.method);
        for (const error of checkClientMessage(message)) this.wrong.push(`client, ${message.method}: ${error}`);
    }

    listen() {
        const { connection } = this;
        connection.onNotification('textDocument/publishDiagnostics', (params) => this.pushed.set(params.uri, params));
        connection.onNotification('window/showMessage', (params) => this.messages.push(params.message));
        connection.onNotification('hearsay/didAnnotate', (params) => this.annotated.push(params));
        connection.onNotification('$/progress', () => {});
        connection.onRequest('workspace/configuration', (params) => {
            setImmediate(() => this.told?.()); // the answer has left by then
            return params.items.map(() => this.configuration);
        });
        connection.onRequest('workspace/applyEdit', (params) => {
            this.edits.push(params.edit);
            return { applied: true };
        });
        for (const what of ['codeLens', 'diagnostic', 'inlayHint', 'semanticTokens'])
            connection.onRequest(`workspace/${what}/refresh`, () => {
                this.refreshed.push(`workspace/${what}/refresh`);
                return null;
            });
        connection.onError(() => {});
        connection.listen();
    }

    request(method, params, token) {
        const given = [params, token].filter((argument) => argument !== undefined);
        return within(this.connection.sendRequest(method, ...given), method);
    }

    async failure(method, params, token) {
        const error = await this.request(method, params, token).then(
            () => assert.fail(`${method} did not fail`),
            (reason) => reason,
        );
        assert.equal(typeof error.code, 'number', String(error));
        return error;
    }

    notify(method, params) {
        return this.connection.sendNotification(method, params);
    }

    async initialize(capabilities = {}, more = {}) {
        const result = await this.request('initialize', { processId: process.pid, rootUri: null, capabilities, ...more });
        await this.notify('initialized', {});
        return result;
    }

    async open(uri, text, languageId = 'plaintext', version = 1) {
        await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
        return new Document(this, uri, text, version);
    }

    // Diagnostics pushed for the version, once they came.
    diagnostics(uri, version) {
        return until(() => {
            const params = this.pushed.get(uri);
            return params?.version === version && params.diagnostics;
        }, `diagnostics of ${uri}, version ${version}`);
    }

    async message(pattern) {
        return until(() => this.messages.find((text) => pattern.test(text)), `a message like ${pattern}`);
    }

    close() {
        this.connection.dispose();
        this.socket.destroy();
    }
}

const unitLength = {
    'utf-8': (text) => Buffer.byteLength(text),
    'utf-16': (text) => text.length,
    'utf-32': (text) => [...text].length,
};

// What the client thinks the text is. Positions are in `encoding`.
export class Document {
    constructor(client, uri, text, version, encoding = 'utf-16') {
        Object.assign(this, { client, uri, text, version, encoding });
        this.identifier = { uri };
    }

    // The position `into` characters behind the start of `words`.
    at(words, into = 0) {
        const index = this.text.indexOf(words);
        assert.notEqual(index, -1, `no “${words}” in the text`);
        const before = this.text.slice(0, index + into);
        const lineStart = before.lastIndexOf('\n') + 1;
        return {
            line: before.split('\n').length - 1,
            character: unitLength[this.encoding](before.slice(lineStart)),
        };
    }

    range(words) {
        return { start: this.at(words), end: this.at(words, words.length) };
    }

    all() {
        const lines = this.text.split('\n');
        return {
            start: { line: 0, character: 0 },
            end: { line: lines.length - 1, character: unitLength[this.encoding](lines.at(-1)) },
        };
    }

    offset({ line, character }) {
        const lines = this.text.split('\n');
        let offset = lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0);
        let units = 0;
        for (const part of lines[line] ?? '') {
            if (units >= character) break;
            units += unitLength[this.encoding](part);
            offset += part.length;
        }
        return offset;
    }

    words({ start, end }) {
        return this.text.slice(this.offset(start), this.offset(end));
    }

    about(words, into = 1) {
        return { textDocument: this.identifier, position: this.at(words, into) };
    }

    // Replaces words and tells the server, as an incremental edit.
    async replace(words, replacement) {
        const range = this.range(words);
        this.text = this.text.replace(words, () => replacement);
        await this.change([{ range, text: replacement }]);
    }

    async change(contentChanges) {
        this.version += 1;
        const textDocument = { uri: this.uri, version: this.version };
        await this.client.notify('textDocument/didChange', { textDocument, contentChanges });
    }

    // Carries out text edits, the last place first.
    async apply(edits) {
        const ordered = [...edits].sort((a, b) => this.offset(b.range.start) - this.offset(a.range.start));
        for (const edit of ordered) {
            const start = this.offset(edit.range.start);
            this.text = this.text.slice(0, start) + edit.newText + this.text.slice(this.offset(edit.range.end));
        }
        await this.change([{ text: this.text }]);
    }

    close() {
        return this.client.notify('textDocument/didClose', { textDocument: this.identifier });
    }
}

const tests = [];

// A test gets a daemon of its own.
export function test(name, body) {
    tests.push({ name, body });
}

async function passes({ body }) {
    const daemon = new Daemon();
    try {
        await body(daemon);
        await daemon.finish();
    } catch (error) {
        daemon.process.kill('SIGKILL');
        for (const line of `${error.stack}\n${daemon.stderr}`.split('\n')) console.log(`# ${line}`);
        return false;
    }
    return true;
}

export async function run() {
    let failed = 0;
    console.log(`1..${tests.length}`);
    for (const [index, entry] of tests.entries()) {
        const passed = await passes(entry);
        if (!passed) failed += 1;
        console.log(`${passed ? 'ok' : 'not ok'} ${index + 1} - ${entry.name}`);
    }
    process.exit(failed === 0 ? 0 : 1);
}
