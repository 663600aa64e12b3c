// The view "People": each party, and under it what it says, accuses, is accused of and answers.
'use strict';

const vscode = require('vscode');
const { ActiveDocument, revealCommand, wordsOf } = require('./active');
const { VERBS, nameOf, partiesOf } = require('./parties');

const ICONS = { said: 'quote', accuses: 'megaphone', 'is accused of': 'law', answers: 'reply' };

// What stands behind the words of an annotation, seen from the party with that name.
const describe = {
    said: (one) => one.form,
    accuses: (one) => one.accused.map((party) => nameOf(party)).filter(Boolean).join(', '),
    'is accused of': (one) => `by ${nameOf(one.accuser) ?? 'somebody'}${one.answers.length ? '' : ', unanswered'}`,
    answers: (one) => one.answer,
};

const spanOf = {
    quote: (one) => one.content[0] ?? one.span,
    accusation: (one) => one.charge ?? one.span,
    answer: (one) => one.text ?? one.span,
};

class People {
    constructor(annotations) {
        this.annotations = annotations;
        this.changed = new vscode.EventEmitter();
        this.onDidChangeTreeData = this.changed.event;
        this.active = new ActiveDocument(annotations, () => this.changed.fire());
        this.view = vscode.window.createTreeView('hearsay.people', { treeDataProvider: this, showCollapseAll: true });
    }

    getChildren(node) {
        if (node?.verb) return node.items.map((annotation) => ({ annotation, verb: null, under: node.verb }));
        if (node) return VERBS.filter((verb) => node.party[verb].length).map((verb) => ({ verb, items: node.party[verb], name: node.name }));
        const parties = partiesOf(this.annotations.of(this.active.document));
        return [...parties].map(([name, party]) => ({ name, party }));
    }

    getTreeItem(node) {
        if (node.annotation) return this.annotationItem(node);
        return node.verb ? this.verbItem(node) : this.partyItem(node);
    }

    partyItem({ name, party }) {
        const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
        item.id = name;
        item.iconPath = new vscode.ThemeIcon('person');
        item.description = VERBS.filter((verb) => party[verb].length)
            .map((verb) => `${verb} ${party[verb].length}`)
            .join(' · ');
        return item;
    }

    verbItem({ verb, items, name }) {
        const item = new vscode.TreeItem(verb, vscode.TreeItemCollapsibleState.Expanded);
        item.id = `${name}\n${verb}`;
        item.iconPath = new vscode.ThemeIcon(ICONS[verb]);
        item.description = String(items.length);
        return item;
    }

    annotationItem({ annotation, under }) {
        const span = spanOf[annotation.kind](annotation);
        const words = wordsOf(this.active.document, span);
        const item = new vscode.TreeItem(words);
        item.description = describe[under](annotation);
        item.tooltip = words;
        item.command = revealCommand(this.active.document, span);
        return item;
    }

    dispose() {
        vscode.Disposable.from(this.view, this.active, this.changed).dispose();
    }
}

module.exports = { People };
