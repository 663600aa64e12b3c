// Starts a test, or says what to do when the typed client that it needs is not installed.
//
//     node start.mjs HEARSAYD [life|promises]

try {
    await import(`./test_${process.argv[3] ?? 'life'}.mjs`);
} catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.log('Bail out! npm’s modules are missing: run ./dev test, or npm ci in tests/wire/lsp');
    process.exit(1);
}
