// The editor: CodeMirror in a shadow root (so that its styles need no inline style elements, which
// the page's policy forbids), highlights, and what stands at the cursor.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { searchKeymap, search } from '@codemirror/search';
import { EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import {
    Decoration, EditorView, highlightSpecialChars, hoverTooltip, keymap,
} from '@codemirror/view';

const setMarks = StateEffect.define();
const NO_MARKS = [Decoration.none, Decoration.none, Decoration.none];

/** The highlights in three layers, which edits move along until newer ones come. */
const marksField = StateField.define({
    create: () => NO_MARKS,
    update(layers, transaction) {
        const given = transaction.effects.find(effect => effect.is(setMarks));
        return given ? given.value
            : transaction.docChanged ? layers.map(marks => marks.map(transaction.changes)) : layers;
    },
    provide: field => [Prec.low, Prec.default, Prec.high].map((precedence, layer) =>
        precedence(EditorView.decorations.from(field, layers => layers[layer]))),
});

const theme = EditorView.theme({
    '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'transparent' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': {
        fontFamily: 'var(--serif)', fontSize: 'var(--text-size)', lineHeight: '1.68',
        overflow: 'auto',
    },
    '.cm-content': {
        maxWidth: '42rem', margin: '0 auto', padding: '1.75rem 1.5rem 40vh', caretColor: 'var(--accent)',
        flex: '1 1 auto', boxSizing: 'border-box',
    },
    '.cm-line': { padding: '0' },
    '&.cm-focused .cm-cursor': { borderLeftColor: 'var(--accent)' },
    '.quote': { backgroundColor: 'var(--quote)', borderRadius: '2px' },
    '.indirect': { backgroundColor: 'var(--quote-faint)' },
    '.charge': { backgroundColor: 'var(--charge)', borderRadius: '2px' },
    '.answer': { backgroundColor: 'var(--answer)', borderRadius: '2px' },
    '.claim': {
        textDecoration: 'underline 1.5px var(--claim)', textUnderlineOffset: '4px',
        textDecorationSkipInk: 'none',
    },
    '.claim.lesser': { textDecorationStyle: 'dotted' },
    '.source': { color: 'var(--speaker)', fontWeight: '600' },
    '.cue': { fontStyle: 'italic' },
    '.accusing': { fontStyle: 'italic', color: 'var(--charge-ink)', fontWeight: '600' },
    '.found': { outline: '2px solid var(--accent)', outlineOffset: '1px', borderRadius: '2px' },
    '.cm-tooltip': {
        background: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--line)',
        borderRadius: '8px', boxShadow: 'var(--shadow)', padding: '.5rem .75rem', maxWidth: '24rem',
        font: '.875rem/1.45 var(--sans)',
    },
    '.cm-tooltip p': { margin: '.15rem 0' },
    '.cm-panels': { background: 'var(--surface)', color: 'var(--ink)', borderColor: 'var(--line)' },
    '.cm-panel.cm-search': { padding: '.5rem .75rem', font: '.875rem/1.5 var(--sans)' },
    '.cm-panel.cm-search label': { fontSize: '.8125rem' },
    '.cm-panel.cm-search [name=close]': { color: 'var(--ink)', fontSize: '1.25rem', right: '.5rem' },
    '.cm-textfield, .cm-button': {
        background: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--edge)',
        borderRadius: '6px', backgroundImage: 'none', font: 'inherit', padding: '.2rem .5rem',
    },
    '.cm-searchMatch': { backgroundColor: 'var(--match)' },
    '.cm-searchMatch-selected': { outline: '2px solid var(--accent)' },
});

const decorations = new Map();

function decoration(names) {
    if (!decorations.has(names)) {
        decorations.set(names, Decoration.mark({ class: names }));
    }
    return decorations.get(names);
}

/** The layers with other marks {from, to, names, layer} in a range. */
function replace(layers, marks, { from, to }, length) {
    const isIn = mark => mark.from < to && mark.to > from;
    const fits = mark => mark.from < mark.to && mark.to <= length && isIn(mark);
    return layers.map((layer, index) => layer.update({
        filterFrom: from,
        filterTo: to,
        filter: (start, end) => !isIn({ from: start, to: end }),
        add: marks.filter(mark => mark.layer === index && fits(mark))
            .map(mark => decoration(mark.names).range(mark.from, mark.to)),
        sort: true,
    }));
}

export class Editor {
    /**
     * @param {{changed: (changes, before) => void, moved: () => void, scrolled: () => void,
     *          explain: (position: number) => Node | null, step: (way: number) => void}} owner
     */
    constructor(parent, owner) {
        const root = parent.attachShadow({ mode: 'open' });
        this.view = new EditorView({
            root,
            parent: root,
            state: EditorState.create({ extensions: [
                history(), search({ top: true }), highlightSpecialChars(), EditorView.lineWrapping,
                marksField, theme,
                keymap.of([
                    { key: 'F8', run: () => { owner.step(1); return true; } },
                    { key: 'Shift-F8', run: () => { owner.step(-1); return true; } },
                    ...searchKeymap, ...historyKeymap, ...defaultKeymap,
                ]),
                EditorView.contentAttributes.of({
                    'aria-label': 'Text to be read', tabindex: '0', spellcheck: 'true', autocorrect: 'off',
                }),
                EditorView.updateListener.of(update => {
                    if (update.docChanged) {
                        owner.changed(update.changes, update.startState.doc);
                    }
                    if (update.docChanged || update.selectionSet) {
                        owner.moved();
                    }
                    if (update.viewportChanged && !update.docChanged) {
                        owner.scrolled();
                    }
                }),
                hoverTooltip((view, position) => {
                    const dom = owner.explain(position);
                    return dom && { pos: position, above: true, create: () => ({ dom }) };
                }, { hoverTime: 350 }),
            ] }),
        });
    }

    get doc() {
        return this.view.state.doc;
    }

    get cursor() {
        return this.view.state.selection.main.head;
    }

    /** The part of the text that is drawn. */
    get drawn() {
        return this.view.viewport;
    }

    /** Lights up marks {from, to, names, layer} in place of those in a range, or (null) of all. */
    show(marks, range) {
        const { length } = this.doc;
        marks.sort((a, b) => a.from - b.from || b.to - a.to); // the shorter within the longer
        const layers = range ? this.view.state.field(marksField) : NO_MARKS;
        this.view.dispatch({ effects: setMarks.of(
            replace(layers, marks, range ?? { from: 0, to: length }, length)) });
    }

    /** A change that can be undone. */
    replaceAll(text) {
        this.view.dispatch({
            changes: { from: 0, to: this.doc.length, insert: text },
            selection: { anchor: 0 },
            scrollIntoView: true,
        });
    }

    /** Selects and shows a place; the keyboard goes along where that is wanted. */
    reveal(from, to, focus) {
        this.view.dispatch({
            selection: { anchor: from, head: to },
            effects: EditorView.scrollIntoView(from, { y: 'center' }),
        });
        if (focus) {
            this.view.focus();
        }
    }
}
