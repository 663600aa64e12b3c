// The desk page in a real Chromium, served by a real daemon (desk.mjs). Prints TAP; figures as
// comments.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expectWithin, percentile } from './delays.mjs';
import {
    ask, context, DESKTOP, marked, open, openSample, PHONE, port, put, QUOTE, runTests, settled,
    startDaemon, stopDaemon, test, text, TOKEN, WAIT,
} from './desk.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FIRST_MS = 1000; // what users are promised: from a text's opening to its highlights,
const FOLLOW_MS = 50;  // and from a key to its highlights, 95 times of 100

/** In the page: what happens in the editor, seen from the keys. */
function watchTheEditor() {
    const root = document.querySelector('#editor').shadowRoot;
    /** Calls back when the page is drawn: a frame has begun, and what it had to do is done. */
    const whenDrawn = done => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(null);
    });
    window.frames = []; // from each key to the frame that shows it
    addEventListener('keydown', ({ timeStamp }) =>
        whenDrawn(() => window.frames.push(performance.now() - timeStamp)), true);
    /** From the next key to the frame in which there is a quote in the first line, or none. */
    window.fromKeyToQuote = wanted => {
        window.followed = new Promise(done => addEventListener('keydown', ({ timeStamp }) => {
            const observer = new MutationObserver(() => {
                if ((root.querySelector('.cm-line').querySelector('.quote') !== null) === wanted) {
                    observer.disconnect();
                    whenDrawn(() => done(performance.now() - timeStamp));
                }
            });
            observer.observe(root, { subtree: true, childList: true, attributes: true });
        }, { capture: true, once: true }));
    };
}

const TELLING = 'The storm was bad, sai';

/** Milliseconds from keys that make the first line a quote, and no quote again, to what is seen. */
async function typeAndWatch(page, rounds = 30) {
    const times = [];
    await page.locator('#editor .cm-line').first().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText(`${TELLING} Ana Ruiz.\n\n`);
    await page.keyboard.press('Control+Home');
    for (let i = 0; i < TELLING.length; i++) {
        await page.keyboard.press('ArrowRight');
    }
    await page.evaluate(watchTheEditor);
    for (let i = 0; i < rounds; i++) {
        for (const [key, isQuote] of [['d', true], ['Backspace', false]]) {
            await page.evaluate(wanted => window.fromKeyToQuote(wanted), isQuote);
            await page.keyboard.press(key);
            times.push(await page.evaluate(() => window.followed));
            await page.waitForTimeout(60); // as one types
        }
    }
    return { times, frames: await page.evaluate(() => window.frames) };
}

// ---------------------------------------------------------------- what it must do

test('a text is lit up soon after it is opened', async () => {
    const page = await open();
    await page.evaluate(() => {
        const root = document.querySelector('#editor').shadowRoot;
        new MutationObserver((_, observer) => {
            if (root.querySelector('.quote')) {
                observer.disconnect();
                window.litAfter = performance.now() - window.pressed;
            }
        }).observe(root, { subtree: true, childList: true });
        document.querySelector('#sample').addEventListener('click', () => {
            window.pressed = performance.now();
        }, true);
    });
    await expectWithin(async () => {
        await openSample(page);
        return { 'from the opening to the first highlights':
            [await page.evaluate(() => window.litAfter), FIRST_MS] };
    }, 1);
    assert((await marked(page, 'quote')).some(words => words.includes('thirsty')));
    assert((await marked(page, 'source')).some(words => words.includes('Josephine Aldermaston')));
    assert((await marked(page, 'charge')).length > 2);
    assert((await marked(page, 'answer')).length > 2);
    assert.equal(await page.locator('#empty').isVisible(), false);
    return page;
});

test('highlights follow each keystroke', async () => {
    const page = await open();
    await openSample(page);
    await expectWithin(async () => {
        const { times } = await typeAndWatch(page);
        return {
            'from a key to its highlight, half of the time': [percentile(times, 0.5), FOLLOW_MS],
            'from a key to its highlight, 95 times of 100': [percentile(times, 0.95), FOLLOW_MS],
        };
    });
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('“We cannot pay for this again and again,” said Orla Pennick, the mayor.\n\n');
    await page.waitForFunction(() => [...document.querySelector('#editor').shadowRoot
        .querySelectorAll('.source')].some(found => found.textContent.includes('Orla Pennick')),
    null, WAIT);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.waitForSelector('#empty', { state: 'visible' });
    assert.deepEqual(await marked(page, 'quote'), []);
    return page;
});

test('edits of every kind keep page and daemon in step', async () => {
    const page = await open();
    await put(page, QUOTE.repeat(3) + '🌉 é Ünal\tend\r\nlast');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText(QUOTE);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    for (let i = 0; i < 5; i++) {
        await page.keyboard.press('Backspace');
    }
    await page.keyboard.insertText('\n' + QUOTE);
    await page.waitForFunction(() =>
        document.querySelector('#legend-quote .count').textContent === '4', null, WAIT);
    assert.equal(await page.locator('#banner').isVisible(), false);
    return page;
});

test('the legend filters what is lit up', async () => {
    const page = await open();
    await openSample(page);
    const quotes = page.locator('#legend-quote');
    assert.equal(await quotes.getAttribute('aria-pressed'), 'true');
    assert.equal(Number(await quotes.locator('.count').textContent()) > 10, true);
    await quotes.click();
    assert.equal(await quotes.getAttribute('aria-pressed'), 'false');
    assert.deepEqual(await marked(page, 'quote'), []);
    assert((await marked(page, 'charge')).length > 0);
    await quotes.click();
    assert((await marked(page, 'quote')).length > 0);
    return page;
});

test('people, claims and accusations stand beside the text and lead into it', async () => {
    const page = await open();
    await openSample(page);
    const person = page.locator('#panel-people details', { hasText: 'Darius Penwell' }).first();
    await person.locator('summary').click();
    await person.locator('.jump').first().click();
    const chosen = await page.evaluate(() => String(
        document.querySelector('#editor').shadowRoot.getSelection?.() ?? getSelection()));
    assert(chosen.length > 3, `nothing is chosen in the text: "${chosen}"`);
    await page.click('#tab-check');
    await page.locator('#panel-check input').first().check();
    await page.locator('#panel-check input').nth(2).check();
    assert.match(await page.locator('.progress').textContent(), /^2 of \d+ claims checked$/);
    await page.locator('#editor .cm-content').press('Control+Home');
    await page.keyboard.type('Update: ');
    await settled(page);
    assert.equal(await page.locator('#panel-check input:checked').count(), 2, 'ticks survive edits');
    await page.click('#tab-accusations');
    assert(await page.locator('#panel-accusations svg .edge').count() > 3);
    assert.match(await page.locator('#panel-accusations svg').getAttribute('aria-label'),
        /Marisol Thackeray-Bose against Darius Penwell/);
    assert(await page.locator('#panel-accusations .answers .jump').count() > 0);
    assert(await page.locator('#panel-accusations .unanswered').count() > 0);
    await page.click('#tab-archive');
    assert.match(await page.locator('#panel-archive').textContent(), /import/);
    return page;
});

test('verdicts of the archive are shown where the daemon gives them', async () => {
    const page = await context.newPage();
    await page.routeWebSocket(/.*/, socket => {
        const server = socket.connectToServer();
        server.onMessage(message => {
            const { id, result } = JSON.parse(message);
            const quote = result?.annotations?.find(found => found.kind === 'quote');
            if (quote) {
                quote.verification = { verdict: 'altered', evidence: [{ document: 'file:///a.txt',
                    title: 'Minutes', speaker: 'Ida Marl', text: 'The mill may close',
                    diff: [['=', 'The mill'], ['-', 'may'], ['+', 'will'], ['=', 'close']] }] };
                socket.send(JSON.stringify({ jsonrpc: '2.0', id, result }));
            } else {
                socket.send(message);
            }
        });
    });
    await page.goto(`http://127.0.0.1:${port}/#token=${TOKEN}`);
    await page.waitForSelector('#link[data-state=open]', WAIT);
    await put(page, QUOTE);
    await page.waitForFunction(() =>
        document.querySelector('#tab-archive .count').textContent === '1', null, WAIT);
    await page.click('#tab-archive');
    assert.match(await page.locator('#panel-archive').textContent(), /Altered.*Minutes/s);
    assert.equal(await page.locator('#panel-archive del').textContent(), 'may');
    assert.equal(await page.locator('#panel-archive ins').textContent(), 'will');
    assert.match(await page.locator('#panel-archive').textContent(), /The mill may will close/);
    return page;
});

test('what the daemon has to say of itself stands over the page until it is closed', async () => {
    const page = await context.newPage();
    await page.routeWebSocket(/.*/, socket => {
        const server = socket.connectToServer();
        server.onMessage(message => socket.send(message));
        for (const said of ['hearsay: the archive is away', 'desk:1: of the text']) {
            socket.send(JSON.stringify({ jsonrpc: '2.0', method: 'window/showMessage',
                params: { type: 2, message: said } }));
        }
    });
    await page.goto(`http://127.0.0.1:${port}/#token=${TOKEN}`);
    await page.locator('#banner p').waitFor(WAIT);
    assert.equal(await page.locator('#banner p').textContent(), 'The archive is away');
    await page.click('#banner button');
    assert(await page.locator('#banner').isHidden());
    return page;
});

test('what the archive says comes by itself, behind the highlights', async () => {
    const page = await open();
    await ask('hearsay/import', { documents: [{ uri: 'file:///minutes.txt', title: 'Minutes',
        text: '“Nobody who works at the mill will lose their pension,” said Ida Marl.\n' }] });
    await put(page, '“Nobody who works at the mill will lose their pension,” said Orla Pennick.\n');
    await page.waitForFunction(() =>
        document.querySelector('#tab-archive .count').textContent !== '', null, WAIT);
    await page.click('#tab-archive');
    assert.match(await page.locator('#panel-archive').textContent(), /someone else.*Minutes/s);
    return page;
});

test('everything can be done from the keyboard', async () => {
    const page = await open();
    await page.locator('#editor .cm-content').press('Control+a');
    await page.keyboard.insertText(QUOTE + QUOTE);
    await page.waitForSelector('#editor .quote', WAIT);
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('F8');
    await page.keyboard.press('F8');
    await page.waitForFunction(() => /quote/.test(document.querySelector('#about').textContent), null,
        WAIT);
    await settled(page);
    const reached = [];
    await page.evaluate(() => document.activeElement.blur());
    for (let i = 0; i < 20; i++) {
        await page.keyboard.press('Tab');
        reached.push(await page.evaluate(() => {
            const here = document.activeElement;
            return here.id || here.className || here.tagName;
        }));
    }
    for (const id of ['skip', 'language', 'open', 'clear', 'theme', 'legend-quote', 'legend-answer',
        'editor', 'tab-people', 'panel-people', 'keep']) {
        assert(reached.includes(id), `${id} is not reached: ${reached}`);
    }
    await page.locator('#tab-people').focus();
    for (const id of ['tab-check', 'tab-accusations', 'tab-archive', 'tab-people']) {
        await page.keyboard.press('ArrowRight');
        assert.equal(await page.evaluate(() => document.activeElement.id), id);
        assert.equal(await page.locator(`#${id}`).getAttribute('aria-selected'), 'true');
    }
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#panel-people details[open]').count(), 1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter'); // the quote leads into the text
    assert.equal(await page.evaluate(() => document.activeElement.id), 'editor');
    return page;
});

test('a panel that is drawn anew leaves the keyboard where it was', async () => {
    const page = await open();
    await put(page, 'Orla Pennick accused Ida Marl of theft. “It is a lie,” Ida Marl said.\n' +
        '<!-- “The mill will close,” said Tobin Harkaway. -->\n');
    await page.waitForFunction(() =>
        document.querySelector('#panel-people').textContent.includes('Tobin'), null, WAIT);
    await settled(page);
    const drawAnew = async () => {
        await page.evaluate(() => {
            document.activeElement.isOld = true;
            dispatchEvent(new Event('resize'));
        });
        await settled(page);
        assert.equal(await page.evaluate(() => document.activeElement.isOld), undefined);
    };
    const people = page.locator('#panel-people summary');
    for (let i = 0; i < await people.count(); i++) {
        await people.nth(i).focus();
        await page.keyboard.press('Enter');
    }
    const lines = page.locator('#panel-people [data-key]');
    const count = await lines.count();
    assert(count > await people.count() + 3);
    for (let i = 0; i < count; i++) { // who accuses and who is accused share a line
        await lines.nth(i).focus();
        await drawAnew();
        assert.equal(await page.evaluate(() => [...document.querySelectorAll(
            '#panel-people [data-key]')].indexOf(document.activeElement)), i);
    }
    await people.last().focus(); // whoever goes, the keyboard stays in the panel
    assert.match(await people.last().textContent(), /Tobin Harkaway/);
    await page.evaluate(() => {
        document.querySelector('#language').value = 'html';
        document.querySelector('#language').dispatchEvent(new Event('change'));
    });
    await page.waitForFunction(() =>
        !document.querySelector('#panel-people').textContent.includes('Tobin'), null, WAIT);
    assert(await page.evaluate(() =>
        document.querySelector('#panel-people').contains(document.activeElement)));
    return page;
});

test('a person is open as soon as the key is pressed, whatever is drawn then', async () => {
    const page = await open();
    await put(page, QUOTE);
    await page.waitForSelector('#editor .quote', WAIT);
    await settled(page);
    assert.deepEqual(await page.evaluate(() => {
        const isOpen = () => document.querySelectorAll('#panel-people details[open] .jump').length;
        const found = [];
        for (let i = 0; i < 2; i++) {
            document.querySelector('#panel-people summary').click();
            found.push(isOpen());
            document.querySelector('#tab-people').click(); // draws the panel
            found.push(isOpen());
        }
        return found;
    }), [1, 1, 0, 0]);
    return page;
});

test('axe finds nothing to complain of', async () => {
    for (const [name, viewport] of [['desktop', DESKTOP], ['phone', PHONE]]) {
        for (const colorScheme of ['light', 'dark']) {
            const page = await open({ viewport, colorScheme });
            await page.evaluate(axe);
            const check = async where => {
                const { violations } = await page.evaluate(() => window.axe.run(document, {
                    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                }));
                assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} ` +
                    nodes[0].failureSummary), [], `${name}, ${colorScheme}, ${where}`);
            };
            await check('empty');
            await openSample(page);
            await check('with a text');
            for (const tab of ['people', 'check', 'accusations', 'archive']) {
                await page.click(`#tab-${tab}`);
                if (tab === 'people') {
                    await page.locator('#panel-people summary').first().click();
                }
                if (tab === 'check') {
                    await page.locator('#panel-check input').first().check();
                }
                await check(tab);
            }
            await page.close();
        }
    }
});

test('nothing is cut off or runs over on a phone, a tablet and a desktop', async () => {
    const page = await open();
    await openSample(page);
    for (const width of [320, 360, 820, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        for (const tab of width < 700 ? ['text', 'people', 'check', 'accusations', 'archive']
            : ['people', 'check', 'accusations', 'archive']) {
            await page.click(`#tab-${tab}`);
            await settled(page);
            const faults = await page.evaluate(() => [...document.querySelectorAll('body *')]
                .filter(one => one.getClientRects().length > 0 && !one.closest('svg, .hidden, .skip'))
                .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5 ||
                    (one.scrollWidth > one.clientWidth + 1 && one.matches('button, .tabs, .panel, p')))
                .map(one => `${one.tagName} ${one.id || one.className}: ${one.textContent.slice(0, 30)}`));
            assert.deepEqual(faults, [], `${width} px, ${tab}`);
        }
    }
    return page;
});

test('a lost daemon is told, nothing typed is lost, and all goes on when it is back', async () => {
    const page = await open();
    await put(page, QUOTE);
    await page.waitForSelector('#editor .quote', WAIT);
    await stopDaemon();
    await page.waitForSelector('#banner:not([hidden])', WAIT);
    assert.match(await page.locator('#banner').textContent(), /does not answer/);
    await page.locator('#editor .cm-content').press('Control+End');
    await page.keyboard.insertText('“It will not,” said Orla Pennick, who owns it.');
    await startDaemon();
    await page.waitForSelector('#link[data-state=open]', WAIT);
    await page.waitForFunction(() =>
        document.querySelector('#legend-quote .count').textContent === '2', null, WAIT);
    assert.equal(await page.locator('#banner').isVisible(), false);
    assert((await text(page)).startsWith(QUOTE.trim()));
    return page;
});

test('a wrong token is told, and a page with the right one helps the others', async () => {
    const page = await open({ token: 'not-the-token-at-all' });
    await page.waitForSelector('#link[data-state=refused]', WAIT);
    assert.match(await page.locator('#banner').textContent(), /hearsay desk/);
    await put(page, QUOTE);
    await open(); // what `hearsay desk` opens
    await page.waitForSelector('#link[data-state=open]', WAIT);
    await page.waitForSelector('#editor .quote', WAIT);
    return page;
});

test('the token does not stay in the address, and loading again needs none', async () => {
    const page = await open();
    assert.equal(page.url(), `http://127.0.0.1:${port}/`);
    await page.reload();
    await page.waitForSelector('#link[data-state=open]', WAIT);
    return page;
});

test('two pages and a script work at once, each on its own text', async () => {
    const [one, other] = [await open(), await open()];
    const reply = ask('hearsay/annotate', { text: QUOTE });
    await Promise.all([put(one, QUOTE), put(other, QUOTE.repeat(2))]);
    for (const [page, count] of [[one, '1'], [other, '2']]) {
        await page.waitForFunction(wanted =>
            document.querySelector('#legend-quote .count').textContent === wanted, count, WAIT);
    }
    assert.match(JSON.stringify(await reply), /Ida Marl/);
    return one;
});

test('a file can be dropped or chosen, whatever its encoding', async () => {
    const page = await open();
    const drop = bytes => page.evaluate(content => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(content)], 'draft.md'));
        const target = document.querySelector('#editor');
        for (const type of ['dragenter', 'dragover', 'drop']) {
            target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true,
                cancelable: true }));
        }
    }, [...bytes]);
    await drop(Buffer.from('# Mill\n\n' + QUOTE));
    await page.waitForSelector('#editor .quote', WAIT);
    assert.equal(await page.locator('#name').textContent(), 'draft.md');
    assert.equal(await page.locator('#language').inputValue(), 'markdown');
    assert.equal(await page.locator('#drop').isVisible(), false);
    await drop(Buffer.from('\x93Caf\xe9\x94, said Ida Marl.', 'latin1'));
    await page.waitForFunction(() => document.querySelector('#editor').shadowRoot
        .querySelector('.cm-line').textContent.startsWith('“Café”'), null, WAIT);
    await page.setInputFiles('#file', { name: 'page.html', mimeType: 'text/html',
        buffer: Buffer.from(`<p>${QUOTE}</p>`) });
    await page.waitForFunction(() => document.querySelector('#language').value === 'html');
    await page.waitForSelector('#editor .quote', WAIT);
    return page;
});

test('a draft is kept only where that was asked for', async () => {
    const page = await open();
    await put(page, QUOTE);
    await page.waitForSelector('#editor .quote', WAIT);
    assert.equal(await page.evaluate(() => JSON.stringify(localStorage)), '{}');
    await page.check('#keep');
    await page.keyboard.press('Tab');
    await page.reload();
    await page.waitForSelector('#editor .quote', WAIT);
    assert.equal((await text(page)).trim(), QUOTE.trim());
    await page.uncheck('#keep');
    assert.equal(await page.evaluate(() => JSON.stringify(localStorage)), '{}');
    return page;
});

test('light and dark follow the system or the switch', async () => {
    const page = await open({ colorScheme: 'dark' });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await paper(), 'rgb(20, 22, 25)');
    await page.click('#theme');
    assert.equal(await paper(), 'rgb(247, 245, 240)');
    assert.match(await page.locator('#theme').getAttribute('aria-label'), /light/);
    await page.click('#theme');
    await page.click('#theme');
    assert.equal(await paper(), 'rgb(20, 22, 25)');
    await page.evaluate(() => localStorage.clear());
    return page;
});

test('what a text holds is never markup', async () => {
    const page = await open();
    await put(page, '“<img src=x onerror=alert(1)>,” said <b>Ida Marl</b> <script>alert(2)</script>.\n' +
        'Ida <i>Marl</i> accused Orla "><svg onload=alert(3)> Pennick of theft.\n');
    await page.waitForSelector('#editor .charge, #editor .quote', WAIT);
    await settled(page);
    for (const tab of ['people', 'check', 'accusations']) {
        await page.click(`#tab-${tab}`);
        assert.equal(await page.evaluate(() =>
            document.querySelectorAll('img[src=x], #panels script, #panels b, #panels [onload]').length),
        0);
    }
    return page;
});

test('a long text is read to its end, whatever its lines', async () => {
    const page = await open();
    const lines = QUOTE.repeat(200) + QUOTE.trim().concat(' ').repeat(600) + // the last is 38 KB long
        '“It is the end,” said Alder Fenwick.';
    const { annotations } = await ask('hearsay/annotate', { text: lines });
    const quotes = annotations.filter(({ kind }) => kind === 'quote').length;
    await page.setInputFiles('#file', { name: 'lines.txt', mimeType: 'text/plain',
        buffer: Buffer.from(lines) });
    await page.waitForFunction(() =>
        document.querySelector('#panel-people').textContent.includes('Alder Fenwick'), null, WAIT);
    assert.equal(await page.locator('#legend-quote .count').textContent(), quotes.toLocaleString('en'));
    await page.locator('#editor .cm-content').press('Control+End');
    await page.waitForFunction(() => [...document.querySelector('#editor').shadowRoot
        .querySelectorAll('.source')].at(-1)?.textContent.includes('Alder Fenwick'), null, WAIT);
    return page;
});

test('a text of a megabyte does not hold up the typing', async () => {
    const page = await open();
    const paragraph = 'The council denied the charge. “We paid every bill,” said Ida Marl, its ' +
        'leader, adding that costs rose by 12 per cent in 2021. Orla Pennick accused her of lying.\n\n';
    const buffer = Buffer.from(paragraph.repeat(Math.ceil(1e6 / paragraph.length)));
    await page.setInputFiles('#file', { name: 'long.txt', mimeType: 'text/plain', buffer });
    await page.waitForFunction(() =>
        document.querySelector('#legend-quote .count').textContent.length > 4, null,
    { timeout: 120000 });
    await expectWithin(async () => {
        const { times, frames } = await typeAndWatch(page);
        return {
            'in 1 MB, from a key to its frame, 95 times of 100': [percentile(frames, 0.95), FOLLOW_MS],
            'in 1 MB, from a key to its highlight, half of the time': [percentile(times, 0.5), FOLLOW_MS],
        };
    });
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('“Even here,” said Tobin Harkaway.\n\n');
    await page.waitForFunction(() => document.querySelector('#editor').shadowRoot
        .querySelector('.source')?.textContent.includes('Tobin Harkaway'), null, WAIT);
    await page.keyboard.press('Control+End'); // far from what was in view
    await page.keyboard.insertText('“There too,” said Alder Fenwick.'); // and no line's end
    await page.waitForFunction(() => [...document.querySelector('#editor').shadowRoot
        .querySelectorAll('.source')].at(-1)?.textContent.includes('Alder Fenwick'), null, WAIT);
    await settled(page);
    assert.match(await page.locator('#panel-people').textContent(), /Alder Fenwick/);
    return page;
});

await runTests();
