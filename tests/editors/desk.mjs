// A desk page in a real Chromium, served by a real daemon, and the tests that are run there. They
// print TAP; ONLY=WORDS in the environment chooses those whose names hold the words.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const HEARSAYD = process.argv[2];
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const TOKEN = 'a-token-of-thirty-two-characters';
export const QUOTE = '“The mill will close,” said Ida Marl, the mayor of Harrow Bend.\n';
export const WAIT = { timeout: 120000, state: 'attached' }; // the machine may be busy
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 360, height: 740 };

const folder = mkdtempSync(join(tmpdir(), 'hearsay-desk-'));
const tests = [];
let daemon;
export let port, context; // the daemon's port, and the running test's part of the browser

/** A test: what it promises, and how; it may give back a page that must not have complained. */
export const test = (name, run) => tests.push({ name, run });

// ---------------------------------------------------------------- the daemon and the browser

const freePort = () => new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
        const { port: found } = server.address();
        server.close(() => resolve(found));
    });
});

const answers = () => new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => { socket.destroy(); resolve(true); });
    socket.on('error', () => resolve(false));
});

export async function startDaemon() {
    daemon = spawn(HEARSAYD, [`--socket=${folder}/socket`, `--listen=127.0.0.1:${port}`,
        `--token-file=${folder}/token`, `--archive=${folder}/archive.db`], { stdio: ['ignore', 'ignore', 'inherit'] });
    while (!await answers()) {
        await new Promise(resolve => setTimeout(resolve, 20));
    }
}

export function stopDaemon() {
    return new Promise(resolve => {
        daemon.on('exit', resolve);
        daemon.kill('SIGTERM');
    });
}

/** A page that is connected; whatever it complains of fails the test. */
export async function open({ viewport = DESKTOP, colorScheme = 'light', token = TOKEN } = {}) {
    const page = await context.newPage();
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    page.complaints = [];
    page.on('pageerror', error => page.complaints.push(error.message));
    page.on('console', message => message.type() === 'error' &&
        !message.text().includes('WebSocket connection') && page.complaints.push(message.text()));
    page.on('request', request => new URL(request.url()).host === `127.0.0.1:${port}` ||
        page.complaints.push(`it asks for ${request.url()}`));
    await page.goto(`http://127.0.0.1:${port}/#token=${token}`);
    if (token === TOKEN) {
        await page.waitForSelector('#link[data-state=open]', WAIT);
    }
    return page;
}

/** What a script asks over the daemon's socket. */
export function ask(method, params) {
    const script = connect(`${folder}/socket`);
    return new Promise((resolve, reject) => {
        let answer = '';
        script.on('error', reject);
        script.on('data', bytes => {
            answer += bytes;
            if (answer.endsWith('\n')) {
                const { result, error } = JSON.parse(answer);
                script.destroy();
                error ? reject(new Error(error.message)) : resolve(result);
            }
        });
        script.write(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) + '\n');
    });
}

export const text = page => page.evaluate(() =>
    [...document.querySelector('#editor').shadowRoot.querySelectorAll('.cm-line')]
        .map(line => line.textContent).join('\n'));
export const marked = (page, name) => page.locator(`#editor .${name}`).allTextContents();

export async function put(page, content) {
    await page.locator('#editor .cm-content').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(content);
}

export async function openSample(page) {
    await page.click('#sample');
    await page.waitForSelector('#editor .quote', WAIT);
    await page.waitForFunction(() =>
        Number(document.querySelector('#tab-people .count').textContent) > 5, null, WAIT);
}

/** Once the daemon has read what was typed, and the panels show it. */
export const settled = page => page.waitForSelector('#panels[aria-busy=false]', WAIT);

// ---------------------------------------------------------------- the run

async function runOne(browser, number, { name, run }) {
    context = await browser.newContext();
    try {
        const page = await run();
        assert.deepEqual(page?.complaints ?? [], []);
        console.log(`ok ${number} - ${name}`);
        return true;
    } catch (error) {
        console.log(`not ok ${number} - ${name}`);
        console.log(String(error.stack).split('\n').map(line => `# ${line}`).join('\n'));
        return false;
    } finally {
        await context.close();
    }
}

/** Runs the tests, and ends the process. */
export async function runTests() {
    writeFileSync(`${folder}/token`, TOKEN, { mode: 0o600 });
    port = await freePort();
    await startDaemon();
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox',
        '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync'] });
    const chosen = tests.filter(({ name }) => !process.env.ONLY || name.includes(process.env.ONLY));
    console.log(`1..${chosen.length}`);
    let failed = 0;
    for (const [index, one] of chosen.entries()) {
        failed += await runOne(browser, index + 1, one) ? 0 : 1;
    }
    await browser.close();
    await stopDaemon();
    rmSync(folder, { recursive: true, force: true });
    process.exit(failed > 0 ? 1 : 0);
}
