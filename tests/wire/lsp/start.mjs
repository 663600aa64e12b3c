// Starts the test, or says what to do when the typed client that it needs is not installed.
//
//     node start.mjs HEARSAYD

try {
    await import('./test_life.mjs');
} catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.log('Bail out! npm’s modules are missing: run ./dev test, or npm ci in tests/wire/lsp');
    process.exit(1);
}
