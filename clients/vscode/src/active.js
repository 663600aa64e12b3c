// Views follow the text in front: this tells them when it, or what was found in it, changes.
'use strict';

const vscode = require('vscode');
const { toRange } = require('./annotations');
const { LANGUAGES } = require('./daemon');

const TITLE_LENGTH = 120;
const REST_MS = 250; // views are told when the findings rest for so long: the highlights come first

// The document that views are about: the newest in front that Hearsay reads.
class ActiveDocument {
    constructor(annotations, changed) {
        this.document = undefined;
        this.changed = changed;
        this.timer = undefined;
        this.subscriptions = [
            vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
            vscode.workspace.onDidCloseTextDocument((document) => {
                if (document === this.document) this.set(undefined);
            }),
            annotations.onDidChange((uri) => {
                if (!this.document) this.follow(vscode.window.activeTextEditor);
                if (uri === this.document?.uri.toString()) this.changeSoon();
            }),
        ];
        const editor = vscode.window.activeTextEditor;
        this.document = editor && LANGUAGES.includes(editor.document.languageId) ? editor.document : undefined;
    }

    // No editor is in front while a view or a picture is: the document stays.
    follow(editor) {
        if (editor && LANGUAGES.includes(editor.document.languageId)) this.set(editor.document);
    }

    set(document) {
        if (document === this.document) return;
        clearTimeout(this.timer);
        this.document = document;
        this.changed();
    }

    changeSoon() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.changed(), REST_MS);
    }

    dispose() {
        clearTimeout(this.timer);
        vscode.Disposable.from(...this.subscriptions).dispose();
    }
}

// The words of a span on one line.
function wordsOf(document, span) {
    const words = document.getText(toRange(span)).replace(/\s+/g, ' ').trim();
    return words.length > TITLE_LENGTH ? words.slice(0, TITLE_LENGTH - 1) + '…' : words;
}

function revealCommand(document, span) {
    return { command: 'hearsay.reveal', title: 'Go to the Words', arguments: [document.uri.toString(), span] };
}

module.exports = { ActiveDocument, revealCommand, wordsOf };
