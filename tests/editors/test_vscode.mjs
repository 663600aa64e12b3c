#!/usr/bin/env node
// VS Code, the real program: where highlights lie and in which colour, edits, views, delays.
//
//     node test_vscode.mjs HEARSAYD
//
// One VS Code serves all the tests, in their order.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectWithin, percentile } from './delays.mjs';
import { VsCode, assert, run, test, tree, until } from './vscode.mjs';

// What users are promised.
const FIRST_MS = 1000; // from the double click on a file to its highlights
const FOLLOW_MS = 50; // from a key to its highlight

const lit = (background) => (look) => look.boxes.some((box) => box.background === background);
const DIRECT = lit('rgb(29, 74, 43)');
const INDIRECT = lit('rgb(28, 49, 34)');
const CHARGE = (look) => look.boxes.some((box) => box.background === 'rgb(92, 36, 36)' && box.border === 'rgb(224, 108, 95)');
const CLAIM = (look) => look.textDecorationLine === 'underline' && look.textDecorationColor === 'rgb(224, 163, 72)';
const PLAIN = (look) => look.boxes.length === 0 && look.textDecorationLine === 'none';

const code = new VsCode();
const sample = readFileSync(join(tree, 'corpus/samples/council-care-home.txt'), 'utf8');

async function showViews() {
    await code.page.click('.activitybar .action-label[aria-label^="Hearsay"]', { force: true });
    await code.page.waitForSelector('.pane-header[aria-label*="People"]');
}

test('the packed extension lights up quotes, charges and claims in their colours and places', async () => {
    code.write('draft.txt', `Tom Lund said that the bridge would open in May.\n\n${sample}`);
    code.write('other.txt', sample.replaceAll('Penwell', 'Marrick'));
    code.write('typing.txt', `The storm was bad, sai Ana Ruiz.\n\n${sample}`);
    await code.start({ settings: { 'workbench.colorTheme': 'Default Dark Modern' } });
    await code.open('draft.txt');
    const quote = await code.lookWhen('"My father pressed that button', DIRECT, 'is lit as a direct quote');
    const box = quote.boxes.find(({ background }) => background === 'rgb(29, 74, 43)');
    assert.ok(Math.abs(box.left) < 2, `it begins at the quotation mark, not ${box.left} px beside it`);
    assert.ok(INDIRECT(await code.look('the bridge would open')), 'an indirect quote has another colour');
    assert.ok(CHARGE(await code.look('ignoring two')), 'a charge that nobody answers has a frame');
    assert.ok(CLAIM(await code.look('was rated inadequate')), 'a claim is underlined');
    assert.ok(PLAIN(await code.look('local government reporter')), 'other words are left alone');
});

test('a second file is lit within a second of its opening', async () => {
    const measure = async () => {
        const opened = Date.now();
        await code.open('other.txt');
        await code.lookWhen('My father pressed', DIRECT, 'is lit');
        return { 'from the double click to the highlights': [Date.now() - opened, FIRST_MS] };
    };
    await expectWithin(measure, 1);
});

test('highlights follow an edit above them, a cut and an undo', async () => {
    const { page } = code;
    const before = await code.look('My father pressed');
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('"We were never told 🙂," said Ana Ruiz.\n\n');
    await code.lookWhen('We were never told', DIRECT, 'is lit when it is typed');
    const after = await code.lookWhen('My father pressed', DIRECT, 'is still lit');
    assert.ok(after.place.y > before.place.y + 20, 'further down');
    await until(async () => {
        await page.keyboard.press('Control+z');
        return !(await code.look('We were never told'));
    }, 'the words are gone');
    await code.lookWhen('My father pressed', DIRECT, 'is lit where it was');
});

test('a key is followed by its highlight', async () => {
    const { page } = code;
    await code.open('typing.txt');
    await code.lookWhen('My father pressed', DIRECT, 'is lit');
    await page.keyboard.press('Control+Home');
    for (let i = 0; i < 'The storm was bad, sai'.length; i++) await page.keyboard.press('ArrowRight');
    const measure = async () => {
        const delays = [];
        for (let i = 0; i < 30; i++) {
            for (const [key, isLit] of [['d', true], ['Backspace', false]]) {
                delays.push(await code.delay(key, 'The storm was', isLit));
                await page.waitForTimeout(60); // as one types
            }
        }
        console.log(`# 95 times of 100 within ${Math.round(percentile(delays, 0.95))} ms`);
        return { 'from a key to its highlight, half of the time': [percentile(delays, 0.5), FOLLOW_MS] };
    };
    await expectWithin(measure);
});

test('the view People shows who says what, and is accused of what', async () => {
    await code.open('draft.txt');
    await showViews();
    const row = '.pane:first-child .monaco-list-row';
    await code.page.waitForSelector(`${row}[aria-label^="Josephine Aldermaston"]`);
    await code.page.click(`${row}[aria-label^="Josephine Aldermaston"]`);
    await code.page.waitForSelector(`${row}[aria-label^="said"]`);
    await code.page.click(`${row}[aria-label*="My father pressed"]`);
    await until(() => code.page.$('.statusbar [aria-label*="selected"]'), 'its words are selected');
});

test('a claim is ticked off, and the number that is left goes down', async () => {
    const { page } = code;
    const left = async () => parseInt((await page.getAttribute('.activitybar .action-label[aria-label^="Hearsay"]', 'aria-label')).match(/(\d+) to check/)?.[1]);
    const before = await until(left, 'a number of claims');
    await page.click('.pane:last-child .monaco-list-row .custom-view-tree-node-item-checkbox');
    await until(async () => (await left()) === before - 1, 'one less');
});

test('who accuses whom is drawn, and its buttons lead to the words by keyboard', async () => {
    const { page } = code;
    await page.click('.view-line');
    await code.command('Show Who Accuses Whom');
    const frame = await until(async () => {
        for (const each of page.frames()) if (await each.$('#graph .party').catch(() => null)) return each;
        return null;
    }, 'the picture');
    const { parties, arrows, charges } = await frame.evaluate(() => ({
        parties: [...document.querySelectorAll('.party')].map((each) => each.textContent),
        arrows: document.querySelectorAll('svg path:not(.head)').length,
        charges: document.querySelectorAll('.charge').length,
    }));
    assert.ok(parties.includes('Brennick Borough Council'), parties.join());
    assert.ok(arrows > 0 && charges >= arrows, `${arrows} arrows, ${charges} charges`);
    await frame.focus('.charge');
    await page.keyboard.press('Enter');
    await until(() => page.$('.statusbar [aria-label*="selected"]'), 'the words are selected');
});

test('a file is imported into the archive, and a report of it is written', async () => {
    const { page } = code;
    await code.open('draft.txt');
    await code.lookWhen('My father pressed', DIRECT, 'is lit');
    await page.click('.view-line');
    await code.command('Import This File into the Archive');
    await page.waitForSelector('.notification-list-item-message:has-text("1 imported")');
    await page.click('.view-line');
    await code.command('Export a Report');
    await page.waitForSelector('.quick-input-widget:has-text("Export a report")');
    await page.keyboard.press('Enter');
    const report = join(code.texts, 'draft.report.html');
    await until(() => existsSync(report) && readFileSync(report, 'utf8').includes('Josephine Aldermaston'), 'the report');
});

test('colours change with the theme, and a theme of high contrast gets frames', async () => {
    await code.setAndReload({ 'workbench.colorTheme': 'Default Light Modern' });
    await code.lookWhen('My father pressed', lit('rgb(205, 235, 210)'), 'is light green');
    await code.setAndReload({ 'workbench.colorTheme': 'Default High Contrast' });
    const framed = (look) => look.boxes.some((box) => box.border === 'rgb(95, 211, 141)' && box.background === 'rgba(0, 0, 0, 0)');
    await code.lookWhen('My father pressed', framed, 'has a frame');
});

test('quotes can be switched off', async () => {
    await code.setAndReload({ 'hearsay.highlight.quotes': false });
    await code.lookWhen('My father pressed', (look) => look.boxes.length === 0, 'is plain');
});

await run(() => code.end());
