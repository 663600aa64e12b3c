#!/usr/bin/env node
// Makes the pictures of docs/editors/vscode.md from the real program.
//
//     node pictures_vscode.mjs HEARSAYD [FOLDER]

import { join } from 'node:path';
import { VsCode, tree, until } from './vscode.mjs';

const folder = process.argv[3] ?? join(tree, 'docs/editors');
const pause = (milliseconds) => new Promise((next) => setTimeout(next, milliseconds));
const code = new VsCode();

async function lit() {
    const decorations = '.view-overlays .cdr[class*=TextEditorDecorationType]';
    await until(() => code.page.$(decorations), 'highlights');
    await code.page.mouse.move(700, 455); // where no card appears
    await pause(3000);
}

async function save(name) {
    await code.page.screenshot({ path: join(folder, `${name}.png`) });
}

async function openTheStory() {
    code.copySample('council-care-home.txt');
    const settings = {
        'workbench.colorTheme': 'Default Dark Modern',
        'workbench.editor.showTabs': 'single',
        'breadcrumbs.enabled': false,
        'editor.occurrencesHighlight': 'off',
        'hearsay.codeLens': false,
    };
    await code.start({ settings });
    await code.open('council-care-home.txt', '.editor-instance .view-lines'); // there is no tab
    await lit();
    await code.page.keyboard.press('Control+Home');
}

async function showViews() {
    await code.page.click('.activitybar .action-label[aria-label^="Hearsay"]', { force: true });
    await code.page.waitForSelector('.pane:last-child .monaco-list-row');
}

async function tickTwo() {
    const { page } = code;
    const box = '.pane:last-child .monaco-list-row .custom-view-tree-node-item-checkbox';
    for (const row of [0, 2]) {
        await page.waitForSelector(box);
        await pause(1000);
        await (await page.$$(box))[row].click();
    }
}

try {
    await openTheStory();
    await showViews();
    await tickTwo();
    await lit();
    await save('vscode-dark');
    await code.setAndReload({ 'workbench.colorTheme': 'Default Light Modern' });
    await lit();
    await showViews();
    await lit();
    await save('vscode-light');
    await code.setAndReload({ 'workbench.colorTheme': 'Default Dark Modern' });
    await lit();
    await code.page.click('.view-line');
    await code.command('Show Who Accuses Whom');
    await pause(4000);
    await code.page.keyboard.press('Control+b');
    await lit();
    await save('vscode-graph');
} finally {
    await code.end();
}
