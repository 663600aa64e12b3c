// Decorations: quotes by their form, claims by their worth, accusations, answers. VS Code moves
// them with each edit by itself; when the daemon has read the newest version, those that became
// others are set anew at once, and all of them when the typing rests: each costs a message to the
// window and a pass over its lines.
'use strict';

const vscode = require('vscode');
const { toRange } = require('./annotations');

const colour = (name) => new vscode.ThemeColor(`hearsay.${name}`);

function box(name, border, ruler, more = {}) {
    return {
        backgroundColor: colour(`${name}Background`),
        border: '1px solid',
        borderColor: colour(`${border}Border`),
        borderRadius: '2px',
        overviewRulerColor: colour(`${ruler}Ruler`),
        overviewRulerLane: vscode.OverviewRulerLane.Center,
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
        ...more,
    };
}

// VS Code has no underline of a theme's colour but by CSS, which its decorations let through.
function underline(width, style) {
    return {
        textDecoration: `underline ${style} ${width}px var(--vscode-hearsay-claimUnderline); text-underline-offset: 3px`,
        overviewRulerColor: colour('claimUnderline'),
        overviewRulerLane: vscode.OverviewRulerLane.Left,
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    };
}

const quote = (form) => box(`${form}Quote`, 'quote', 'quote');
const accusation = (more) => box('accusation', 'accusation', 'accusation', { overviewRulerLane: vscode.OverviewRulerLane.Right, ...more });

// Name of a look: the setting that switches it, and how it looks. Later ones lie on top.
const LOOKS = {
    direct: { setting: 'quotes', options: quote('direct') },
    mixed: { setting: 'quotes', options: quote('mixed') },
    indirect: { setting: 'quotes', options: quote('indirect') },
    block: { setting: 'quotes', options: quote('block') },
    answer: { setting: 'answers', options: box('answer', 'answer', 'answer', { overviewRulerLane: vscode.OverviewRulerLane.Right }) },
    answered: { setting: 'accusations', options: accusation({ borderStyle: 'dotted' }) },
    unanswered: { setting: 'accusations', options: accusation({ borderStyle: 'solid' }) },
    claim: { setting: 'claims', options: underline(1, 'dotted') },
    worthyClaim: { setting: 'claims', options: underline(1, 'solid') },
    worthiestClaim: { setting: 'claims', options: underline(2, 'solid') },
};

function claimLook(worth) {
    if (worth >= 0.85) return 'worthiestClaim';
    return worth >= 0.7 ? 'worthyClaim' : 'claim';
}

// The look of an annotation, and the places that it covers.
const looksOf = {
    quote: (one) => [one.form, one.content],
    claim: (one) => [claimLook(one.checkworthiness), [one.span]],
    accusation: (one) => [one.answers.length ? 'answered' : 'unanswered', [one.charge ?? one.span]],
    answer: (one) => ['answer', [one.text ?? one.span]],
};

const REST_MS = 250;

class Highlights {
    constructor(annotations) {
        this.annotations = annotations;
        this.shown = new WeakMap(); // editor → look → the ids of the annotations that have it
        this.timer = undefined;
        this.makeTypes();
        this.subscriptions = [
            annotations.onDidChange((uri) => this.follow(uri)),
            vscode.window.onDidChangeVisibleTextEditors(() => this.showAll()),
            vscode.workspace.onDidChangeConfiguration((event) => {
                if (event.affectsConfiguration('hearsay.highlight')) this.configure();
            }),
        ];
    }

    makeTypes() {
        const settings = vscode.workspace.getConfiguration('hearsay.highlight');
        const ruler = settings.get('overviewRuler', true);
        this.types = new Map();
        for (const [name, { setting, options }] of Object.entries(LOOKS)) {
            if (!settings.get(setting, true)) continue;
            const shown = ruler ? options : { ...options, overviewRulerColor: undefined };
            this.types.set(name, vscode.window.createTextEditorDecorationType(shown));
        }
    }

    configure() {
        for (const type of this.types.values()) type.dispose();
        this.makeTypes();
        this.showAll();
    }

    showAll() {
        clearTimeout(this.timer);
        for (const editor of vscode.window.visibleTextEditors) this.paint(editor, () => true);
    }

    follow(uri) {
        for (const editor of vscode.window.visibleTextEditors) {
            const shown = this.shown.get(editor);
            const isOther = (name, ids) => !shown || shown.get(name) !== ids;
            if (editor.document.uri.toString() === uri) this.paint(editor, isOther);
        }
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.showAll(), REST_MS);
    }

    // Sets the looks for which `isWanted(name, ids)` holds.
    paint(editor, isWanted) {
        const found = this.annotations.of(editor.document);
        if (found.length && !this.annotations.inStep(editor.document)) return; // newer ones come
        const looks = new Map([...this.types.keys()].map((name) => [name, { ids: '', ranges: [] }]));
        for (const one of found) {
            const [name, spans] = looksOf[one.kind]?.(one) ?? [];
            const look = looks.get(name);
            if (!look) continue; // switched off
            look.ids += one.id;
            look.ranges.push(...spans.map(toRange));
        }
        for (const [name, { ids, ranges }] of looks) {
            if (isWanted(name, ids)) editor.setDecorations(this.types.get(name), ranges);
        }
        this.shown.set(editor, new Map([...looks].map(([name, { ids }]) => [name, ids])));
    }

    dispose() {
        clearTimeout(this.timer);
        vscode.Disposable.from(...this.subscriptions, ...this.types.values()).dispose();
    }
}

module.exports = { Highlights };
