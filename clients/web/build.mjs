// Builds the desk page: node build.mjs FOLDER puts the files that the daemon serves there.
import { build } from 'esbuild';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, 'dist');
const fonts = join(here, 'node_modules/@fontsource-variable/source-serif-4');

await mkdir(out, { recursive: true });
await build({
    entryPoints: [join(here, 'src/desk.js'), join(here, 'src/desk.css')],
    outdir: out,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    loader: { '.txt': 'text' },
    external: ['/*.woff2'],
    legalComments: 'none',
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
    copyFile(join(fonts, 'LICENSE'), join(out, 'serif.LICENSE')),
]);
