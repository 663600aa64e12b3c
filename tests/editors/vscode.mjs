// VS Code, the real program: code-server from the kit with the packed extension, in Chromium.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const tree = process.env.HEARSAY_TREE ?? resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const kit = join(process.env.HEARSAY_EDITORS ?? join(tree, 'build/editors'), 'vscode/node_modules');
const hearsay = process.env.HEARSAY ?? join(tree, 'build/release/clients/cli/hearsay');
const hearsayd = resolve(process.argv[2] ?? join(tree, 'build/release/daemon/hearsayd'));
const codeServer = [join(kit, 'code-server/out/node/entry.js')];
const DEADLINE_MS = 120000;

export async function until(condition, what, milliseconds = DEADLINE_MS) {
    const end = Date.now() + milliseconds;
    for (;;) {
        const value = await condition();
        if (value) return value;
        if (Date.now() > end) throw new Error(`not within ${milliseconds} ms: ${what}`);
        await new Promise((next) => setTimeout(next, 20));
    }
}

// Packs the extension as its users get it.
export function packExtension(folder) {
    const file = join(folder, 'hearsay.vsix');
    const options = ['--no-git-tag-version', '--allow-missing-repository', '--skip-license', '--out', file];
    execFileSync(join(kit, '.bin/vsce'), ['package', ...options], { cwd: join(tree, 'clients/vscode'), stdio: 'pipe' });
    return file;
}

function freePort() {
    return new Promise((found) => {
        const server = createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => found(port));
        });
    });
}

const SETTINGS = {
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'workbench.layoutControl.enabled': false,
    'security.workspace.trust.enabled': false,
    'editor.autoClosingQuotes': 'never',
    'editor.autoClosingBrackets': 'never',
    'editor.minimap.enabled': false,
    'editor.wordWrap': 'on',
    'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
    'files.autoSave': 'off',
    'window.menuBarVisibility': 'hidden',
    'chat.commandCenter.enabled': false,
    'remote.autoForwardPorts': false,
};

export class VsCode {
    constructor() {
        this.folder = mkdtempSync(join(tmpdir(), 'hearsay-vscode-'));
        this.texts = join(this.folder, 'texts');
        this.user = join(this.folder, 'user');
        for (const each of ['texts', 'user/User', 'run', '.local/bin']) mkdirSync(join(this.folder, each), { recursive: true });
        // VS Code asks a login shell for the path, which may reset it; this place is looked at besides.
        symlinkSync(hearsay, join(this.folder, '.local/bin/hearsay'));
        this.environment = {
            ...process.env,
            HOME: this.folder,
            XDG_RUNTIME_DIR: join(this.folder, 'run'),
            XDG_DATA_HOME: join(this.folder, 'data'), // an archive of the test's own
            HEARSAYD: hearsayd,
        };
    }

    write(name, text) {
        writeFileSync(join(this.texts, name), text);
    }

    copySample(name, as = name) {
        copyFileSync(join(tree, 'corpus/samples', name), join(this.texts, as));
    }

    // Installs the extension as a user does, and opens the folder of texts.
    async start({ settings = {}, vsix = packExtension(this.folder), width = 1360, height = 860 } = {}) {
        this.settings = { ...SETTINGS };
        this.set(settings);
        const folders = ['--user-data-dir', this.user, '--extensions-dir', join(this.user, 'extensions')];
        execFileSync('node', [...codeServer, ...folders, '--install-extension', vsix], { env: this.environment, stdio: 'pipe' });
        const port = await freePort();
        const quiet = ['--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override'];
        const args = [...codeServer, ...quiet, ...folders, '--bind-addr', `127.0.0.1:${port}`, this.texts];
        this.output = '';
        this.server = spawn('node', args, { env: this.environment, detached: true });
        for (const stream of [this.server.stdout, this.server.stderr]) stream.on('data', (bytes) => (this.output += bytes));
        await until(() => this.output.includes('HTTP server listening'), `code-server listens; it said: ${this.output}`);
        this.browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--force-color-profile=srgb'] });
        this.page = await this.browser.newPage({ viewport: { width, height } });
        this.page.setDefaultTimeout(DEADLINE_MS);
        this.address = `http://127.0.0.1:${port}/?folder=${this.texts}`;
        await this.load(this.address);
        await this.page.waitForSelector('.explorer-viewlet .monaco-list-row', { timeout: DEADLINE_MS });
    }

    // Milliseconds from pressing the key until the words are lit, or no longer are.
    async delay(key, words, lit) {
        await this.page.evaluate(([text, wanted]) => window.hearsayWatch(text, wanted), [words, lit]);
        await this.page.keyboard.press(key);
        return this.page.evaluate(() => window.hearsayWatched);
    }

    // Changes settings; the page sees them when it is loaded anew.
    set(settings) {
        Object.assign(this.settings, settings);
        writeFileSync(join(this.user, 'User/settings.json'), JSON.stringify(this.settings));
    }

    async load(address) {
        await this.page.goto(address, { timeout: DEADLINE_MS });
        await this.page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: DEADLINE_MS });
        await this.page.evaluate(inThePage);
        await this.page.evaluate(watchInThePage);
    }

    async setAndReload(settings) {
        this.set(settings);
        await this.load(this.address);
    }

    async open(name, opened = `.tab.active[data-resource-name="${name}"]`) {
        await this.page.keyboard.press('Control+Shift+e');
        await this.page.dblclick(`.explorer-viewlet .monaco-list-row[aria-label*="${name}"]`);
        await this.page.waitForSelector(opened, { timeout: DEADLINE_MS });
    }

    // Carries out a command of the palette by its title.
    async command(title) {
        await this.page.keyboard.press('F1');
        await this.page.waitForSelector('.quick-input-widget input');
        await this.page.keyboard.type(title);
        await this.page.waitForSelector(`.quick-input-list .monaco-list-row[aria-label*="${title}"]`);
        await this.page.keyboard.press('Enter');
    }

    // What lies behind and on the words: [{ background, border }…] and the text's decoration.
    look(words) {
        return this.page.evaluate((text) => window.hearsayLook(text), words);
    }

    // The look, once the condition holds for it.
    lookWhen(words, condition, what) {
        return until(async () => {
            const look = await this.look(words);
            return look && condition(look) && look;
        }, `“${words}” ${what}`);
    }

    async end() {
        await this.browser?.close();
        try {
            execFileSync(hearsay, ['stop'], { env: this.environment, stdio: 'pipe' });
        } catch {
            // it had not started
        }
        if (this.server?.exitCode === null) {
            const ended = new Promise((done) => this.server.once('exit', done));
            process.kill(-this.server.pid, 'SIGTERM');
            await ended;
        }
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
}

// Runs in the page: finds words in the editor's lines, and the decorations behind and on them.
function inThePage() {
    function rangeOf(words) {
        for (const line of document.querySelectorAll('.monaco-editor .view-line')) {
            const text = line.textContent.replace(/\u00a0/g, ' ');
            const at = text.indexOf(words);
            if (at < 0) continue;
            const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let passed = 0;
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const length = node.data.length;
                if (at >= passed && at < passed + length) range.setStart(node, at - passed);
                if (at + words.length > passed && at + words.length <= passed + length) {
                    range.setEnd(node, at + words.length - passed);
                    return range;
                }
                passed += length;
            }
        }
        return null;
    }
    window.hearsayLook = (words) => {
        const range = rangeOf(words);
        if (!range) return null;
        const place = range.getBoundingClientRect();
        const boxes = [];
        for (const element of document.querySelectorAll('.monaco-editor .view-overlays .cdr')) {
            const box = element.getBoundingClientRect();
            const covers = box.left <= place.left + 1.5 && box.right >= place.right - 1.5 && box.top <= place.top + 3 && box.bottom >= place.bottom - 3;
            if (!covers || !/TextEditorDecorationType/.test(element.className)) continue;
            const style = getComputedStyle(element);
            boxes.push({ background: style.backgroundColor, border: style.borderTopColor, left: box.left - place.left, right: box.right - place.right });
        }
        const span = range.startContainer.parentElement;
        const { textDecorationLine, textDecorationColor, textDecorationThickness } = getComputedStyle(span);
        return { place: { x: place.x, y: place.y, width: place.width, height: place.height }, boxes, textDecorationLine, textDecorationColor, textDecorationThickness };
    };
}

// Runs in the page: from the key's press to the first moment at which the line of the words is lit, or
// not. It looks at the elements only, without having the page laid out, which would take its time.
function watchInThePage() {
    const BOX = '.cdr[class*=TextEditorDecorationType]';
    window.hearsayWatch = (words, lit) => {
        const lines = [...document.querySelectorAll('.monaco-editor .view-line')];
        const { top } = lines.find((line) => line.textContent.replace(/\u00a0/g, ' ').includes(words)).style;
        const isLit = () => [...document.querySelectorAll('.monaco-editor .view-overlays > div')].some((line) => line.style.top === top && line.querySelector(BOX));
        window.hearsayWatched = new Promise((done) => {
            let pressed = 0;
            const editor = document.querySelector('.monaco-editor .lines-content');
            const observer = new MutationObserver(() => {
                if (!pressed || isLit() !== lit) return;
                observer.disconnect();
                done(performance.now() - pressed);
            });
            observer.observe(editor, { subtree: true, childList: true, attributes: true });
            window.addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true });
        });
    };
}

const tests = [];

export function test(name, body) {
    tests.push({ name, body });
}

export async function run(finish) {
    let failed = 0;
    console.log(`1..${tests.length}`);
    for (const [index, { name, body }] of tests.entries()) {
        let failure = null;
        try {
            await body();
        } catch (error) {
            failure = error;
            failed += 1;
        }
        console.log(`${failure ? 'not ok' : 'ok'} ${index + 1} - ${name}`);
        if (failure) for (const line of String(failure.stack).split('\n')) console.log(`# ${line}`);
    }
    await finish();
    process.exit(failed ? 1 : 0);
}

export { assert };
