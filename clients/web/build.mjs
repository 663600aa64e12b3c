// Builds the desk page: node build.mjs FOLDER puts the files that the daemon serves there.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, 'dist');
const fonts = join(here, 'node_modules/@fontsource-variable/source-serif-4');

await mkdir(out, { recursive: true });
const { metafile } = await build({
    entryPoints: [join(here, 'src/desk.js'), join(here, 'src/desk.css')],
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    loader: { '.txt': 'text' },
    external: ['/*.woff2'],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
});
await Promise.all([
    copyFile(join(here, 'src/index.html'), join(out, 'index.html')),
    copyFile(join(here, 'src/icon.svg'), join(out, 'icon.svg')),
    copyFile(join(fonts, 'files/source-serif-4-latin-wght-normal.woff2'), join(out, 'serif.woff2')),
    copyFile(join(fonts, 'files/source-serif-4-latin-ext-wght-normal.woff2'),
        join(out, 'serif-more.woff2')),
    copyFile(join(fonts, 'files/source-serif-4-latin-wght-italic.woff2'),
        join(out, 'serif-italic.woff2')),
]);

// What the page is made of, with the terms of each.
const packages = new Set(['@fontsource-variable/source-serif-4']);
for (const input of Object.keys(metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input);
    if (found) {
        packages.add(found[1]);
    }
}
const terms = await Promise.all([...packages].sort().map(async name =>
    `${name}\n\n${await readFile(join(here, 'node_modules', name, 'LICENSE'), 'utf8')}`));
await writeFile(join(out, 'LICENSES'), terms.join('\n\n'));
