// Who accuses whom, as a picture beside the text. The page gets data only, and draws it itself
// (media/graph.js); nothing of the text is ever put into it as markup.
'use strict';

const { randomBytes } = require('node:crypto');
const vscode = require('vscode');
const { ActiveDocument, wordsOf } = require('./active');
const { accusationPairs } = require('./parties');

class Graph {
    constructor(annotations, extensionUri) {
        this.annotations = annotations;
        this.media = vscode.Uri.joinPath(extensionUri, 'media');
        this.panel = undefined;
        this.active = new ActiveDocument(annotations, () => this.send());
    }

    show() {
        if (this.panel) return this.panel.reveal(undefined, false);
        const options = { enableScripts: true, localResourceRoots: [this.media], retainContextWhenHidden: false };
        const column = vscode.ViewColumn.Beside;
        this.panel = vscode.window.createWebviewPanel('hearsay.graph', 'Who Accuses Whom', column, options);
        this.panel.onDidDispose(() => (this.panel = undefined));
        this.panel.webview.onDidReceiveMessage((message) => this.receive(message));
        this.panel.webview.html = this.page(this.panel.webview);
    }

    page(webview) {
        const nonce = randomBytes(16).toString('base64');
        const at = (name) => webview.asWebviewUri(vscode.Uri.joinPath(this.media, name));
        return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who accuses whom</title>
<link rel="stylesheet" href="${at('graph.css')}">
</head>
<body>
<h1>Who accuses whom</h1>
<p id="summary" role="status"></p>
<div id="graph"></div>
<script nonce="${nonce}" src="${at('graph.js')}"></script>
</body>
</html>`;
    }

    receive(message) {
        if (message.type === 'ready') this.send();
        const shown = message.type === 'reveal' && this.sent?.get(message.id);
        if (shown) vscode.commands.executeCommand('hearsay.reveal', shown.uri, shown.span);
    }

    send() {
        const { document } = this.active;
        if (!this.panel || !document) return;
        this.sent = new Map();
        const pairs = accusationPairs(this.annotations.of(document)).map(({ from, to, accusations }) => ({
            from: from ?? 'somebody',
            to: to ?? 'somebody',
            charges: accusations.map((one) => {
                const span = one.charge ?? one.span;
                this.sent.set(one.id, { uri: document.uri.toString(), span });
                return { id: one.id, words: wordsOf(document, span), answered: one.answers.length > 0 };
            }),
        }));
        this.panel.webview.postMessage({ type: 'pairs', pairs });
    }

    dispose() {
        this.panel?.dispose();
        this.active.dispose();
    }
}

module.exports = { Graph };
