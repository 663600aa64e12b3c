// The newest annotations of each document, as the daemon pushes them.
'use strict';

const vscode = require('vscode');

function toRange({ start, end }) {
    return new vscode.Range(start.line, start.character, end.line, end.character);
}

class Annotations {
    constructor() {
        this.documents = new Map(); // uri → { version, annotations }
        this.changed = new vscode.EventEmitter();
        this.onDidChange = this.changed.event; // of the document with that uri
        this.subscriptions = [
            this.changed,
            vscode.workspace.onDidCloseTextDocument((document) => this.forget(document.uri.toString())),
        ];
    }

    receive({ uri, version, annotations }) {
        const key = vscode.Uri.parse(uri).toString(); // as VS Code writes it
        this.documents.set(key, { version, annotations });
        this.changed.fire(key);
    }

    forget(key) {
        if (this.documents.delete(key)) this.changed.fire(key);
    }

    clear() {
        for (const key of [...this.documents.keys()]) this.forget(key);
    }

    // Of a document; an empty array for one that the daemon does not know.
    of(document) {
        return this.documents.get(document?.uri.toString())?.annotations ?? [];
    }

    // Whether their places are those of the text as it is now.
    inStep(document) {
        return this.documents.get(document.uri.toString())?.version === document.version;
    }

    dispose() {
        vscode.Disposable.from(...this.subscriptions).dispose();
    }
}

module.exports = { Annotations, toRange };
