// A draft that tests open, and editors that open it.

// Of our own writing, like all texts here.
export const report = `Harbour dues to rise in Lunden

LUNDEN, Oct 3 (Coastwire) - The port of Lunden will raise its dues by 12 percent in January, the harbour board said.

“We held the price for nine years,” said Oda Brandt, the chair of the harbour board. “We cannot hold it for ten.”

Ferrymen accused Ms Brandt of hiding the plan until the summer boats had gone. Ms Brandt denied it.

“The letter went out in May,” she said. “Anybody could read it.”

Critics say the board is out of touch.
`;

export const editor = {
    textDocument: {
        hover: { contentFormat: ['markdown', 'plaintext'] },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        publishDiagnostics: { dataSupport: true, codeDescriptionSupport: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
    },
    workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
};

export const pulling = {
    textDocument: { ...editor.textDocument, diagnostic: {} },
    workspace: {
        ...editor.workspace,
        configuration: true,
        diagnostics: { refreshSupport: true },
        semanticTokens: { refreshSupport: true },
        inlayHint: { refreshSupport: true },
        codeLens: { refreshSupport: true },
    },
};

export async function begin(daemon, text = report, capabilities = editor, name = 'report.txt', language = 'plaintext') {
    const client = await daemon.connect();
    await client.initialize(capabilities);
    return { client, document: await client.open(daemon.uri(name), text, language) };
}

export const codes = (diagnostics) => diagnostics.map((diagnostic) => diagnostic.code).sort();

// The words that semantic tokens cover, by type and modifiers.
export function decode(document, data, legend) {
    const tokens = [];
    let line = 0;
    let character = 0;
    for (let i = 0; i < data.length; i += 5) {
        character = data[i] > 0 ? data[i + 1] : character + data[i + 1];
        line += data[i];
        const range = { start: { line, character }, end: { line, character: character + data[i + 2] } };
        const modifiers = legend.tokenModifiers.filter((_, bit) => (data[i + 4] >> bit) & 1);
        tokens.push({ type: legend.tokenTypes[data[i + 3]], modifiers, words: document.words(range), ...range });
    }
    return tokens;
}
