// The view "To Check": claims in the text's order, to tick off. Ticks are kept by document and by
// the claim's id, which stays as long as its words do.
'use strict';

const vscode = require('vscode');
const { ActiveDocument, revealCommand, wordsOf } = require('./active');
const { nameOf } = require('./parties');

const { Checked, Unchecked } = vscode.TreeItemCheckboxState;

class Claims {
    constructor(annotations, memory) {
        this.annotations = annotations;
        this.memory = memory;
        this.changed = new vscode.EventEmitter();
        this.onDidChangeTreeData = this.changed.event;
        this.active = new ActiveDocument(annotations, () => this.refresh());
        this.view = vscode.window.createTreeView('hearsay.claims', { treeDataProvider: this, manageCheckboxStateManually: true });
        this.subscription = this.view.onDidChangeCheckboxState((event) => this.tick(event.items));
    }

    get key() {
        return `ticked:${this.active.document?.uri.toString()}`;
    }

    get ticked() {
        return new Set(this.memory.get(this.key, []));
    }

    claims() {
        return this.annotations.of(this.active.document).filter(({ kind }) => kind === 'claim');
    }

    refresh() {
        const { ticked } = this;
        const left = this.claims().filter(({ id }) => !ticked.has(id)).length;
        this.view.badge = left ? { value: left, tooltip: `${left} to check` } : undefined;
        this.changed.fire();
    }

    async tick(items) {
        const { ticked } = this;
        for (const [claim, state] of items) {
            if (state === Checked) ticked.add(claim.id);
            else ticked.delete(claim.id);
        }
        await this.memory.update(this.key, ticked.size ? [...ticked] : undefined);
        this.refresh();
    }

    getChildren(claim) {
        return claim ? [] : this.claims();
    }

    getTreeItem(claim) {
        const words = wordsOf(this.active.document, claim.span);
        const item = new vscode.TreeItem(`${Math.round(claim.checkworthiness * 100)} %  ${words}`);
        item.id = `${this.key}\n${claim.id}`;
        item.checkboxState = this.ticked.has(claim.id) ? Checked : Unchecked;
        item.description = nameOf(claim.claimant) ?? 'the text';
        item.tooltip = `${words}\n${claim.type}, worth checking ${claim.checkworthiness.toFixed(2)}`;
        item.command = revealCommand(this.active.document, claim.span);
        return item;
    }

    dispose() {
        vscode.Disposable.from(this.subscription, this.view, this.active, this.changed).dispose();
    }
}

module.exports = { Claims };
