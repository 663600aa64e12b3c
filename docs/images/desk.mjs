// Makes the desk page's pictures from the real page, and the report's: node docs/images/desk.mjs
// HEARSAYD HEARSAY, with the modules of tests/editors and Debian's chromium.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const { chromium } = createRequire(join(root, 'tests/editors/package.json'))('playwright-core');
const [hearsayd, hearsay] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'hearsay-pictures-'));
const socket = `--socket=${folder}/socket`;
const PICTURES = [
    { name: 'desk-light', width: 1440, height: 900, scheme: 'light', tab: 'accusations' },
    { name: 'desk-dark', width: 1440, height: 900, scheme: 'dark', tab: 'check' },
    { name: 'desk-tablet', width: 820, height: 1100, scheme: 'light', tab: 'people' },
    { name: 'desk-phone', width: 360, height: 740, scheme: 'light', tab: 'text' },
];

const daemon = spawn(hearsayd, [socket], { stdio: 'inherit' });
await new Promise(resolve => setTimeout(resolve, 2000));
const address = execFileSync(hearsay, ['desk', '--print', socket], { encoding: 'utf8' }).trim();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox',
    '--disable-gpu'] });
for (const { name, width, height, scheme, tab } of PICTURES) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
    await page.goto(address);
    await page.waitForSelector('#link[data-state=open]', { timeout: 120000 });
    await page.click('#sample');
    await page.waitForSelector('#editor .charge', { timeout: 120000, state: 'attached' });
    await page.waitForTimeout(1500);
    await page.click(`#tab-${tab}`);
    if (tab === 'people') {
        await page.click('#panel-people summary');
    }
    if (tab === 'check') {
        await page.locator('#panel-check input').nth(0).check();
        await page.locator('#panel-check input').nth(2).check();
    }
    await page.mouse.move(5, 5);
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(here, `${name}.png`) });
    await page.close();
}
const report = join(folder, 'report.html');
writeFileSync(report, execFileSync(hearsay, ['annotate', socket, '--html',
    'corpus/samples/council-care-home.txt'], { cwd: root }));
for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme });
    await page.goto(`file://${report}`);
    await page.screenshot({ path: join(here, `report-${colorScheme}.png`) });
    await page.close();
}
await browser.close();
daemon.kill();
