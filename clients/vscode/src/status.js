// The entry in the status bar: what the text in front holds.
'use strict';

const vscode = require('vscode');
const { ActiveDocument } = require('./active');

function count(number, word) {
    return `${number} ${word}${number === 1 ? '' : 's'}`;
}

class Status {
    constructor(annotations, daemon) {
        this.annotations = annotations;
        this.daemon = daemon;
        this.item = vscode.window.createStatusBarItem('hearsay.status', vscode.StatusBarAlignment.Right, 90);
        this.item.name = 'Hearsay';
        this.active = new ActiveDocument(annotations, () => this.show());
        this.subscription = daemon.onDidChange(() => this.show());
        this.show();
    }

    show() {
        const { document } = this.active;
        if (!document) return this.item.hide();
        if (this.daemon.running) this.showCounts(this.annotations.of(document));
        else this.showStopped();
        this.item.show();
    }

    showStopped() {
        this.item.text = '$(quote) Hearsay is not running';
        this.item.tooltip = 'Start it again';
        this.item.command = 'hearsay.restart';
        this.item.accessibilityInformation = undefined;
    }

    showCounts(found) {
        const of = (kind) => found.filter((one) => one.kind === kind);
        const unanswered = of('accusation').filter((one) => !one.answers.length).length;
        const lines = [
            count(of('quote').length, 'quote'),
            count(of('claim').length, 'claim') + ' to check',
            count(of('accusation').length, 'accusation') + (unanswered ? `, ${unanswered} unanswered` : ''),
        ];
        this.item.text = `$(quote) ${of('quote').length}  $(checklist) ${of('claim').length}  $(law) ${of('accusation').length}`;
        this.item.tooltip = lines.join('\n');
        this.item.command = 'hearsay.people.focus';
        this.item.accessibilityInformation = { label: `Hearsay: ${lines.join('; ')}` };
    }

    dispose() {
        vscode.Disposable.from(this.subscription, this.active, this.item).dispose();
    }
}

module.exports = { Status };
