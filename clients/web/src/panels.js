// The lists beside the text: people, claims to check, accusations with their answers, and what the
// archive says. Each is written anew when the findings change; what is unfolded stays so.
import { excerpt, h, plural } from './dom.js';
import {
    accusedOf, capital, describe, nameOf, percent, wordsOf,
} from './findings.js';
import { graph } from './graph.js';

const FIRST_ITEMS = 100;

/** What each verdict of the archive is called, and how good it is. */
const VERDICTS = {
    'verbatim': ['Verbatim', 'good'],
    'abridged': ['Abridged', 'fair'],
    'altered': ['Altered', 'bad'],
    'misattributed': ['Said by someone else', 'bad'],
    'supported': ['Supported', 'good'],
    'contradicted': ['Contradicted', 'bad'],
    'fact-checked': ['Fact-checked', 'fair'],
    'not-found': ['Not in the archive', 'none'],
};

export class Panels {
    #page;
    #open = new Set();    // people that are unfolded
    #ticked = new Set();  // ids of claims
    #shown = new Map();   // list → how many of it

    /** @param page what the lists ask for: text(place), reveal(annotation), redraw(), width() */
    constructor(page) {
        this.#page = page;
    }

    /** The tabs, in order: name, title, how many, and what is in the panel. */
    tabs(findings) {
        return [
            ['people', 'People', findings.people.length, () => this.#people(findings)],
            ['check', 'To check', findings.of.claim.length, () => this.#claims(findings)],
            ['accusations', 'Accusations', findings.of.accusation.length,
                () => this.#accusations(findings)],
            ['archive', 'Archive', findings.verified.length, () => this.#archive(findings)],
        ];
    }

    /** A line that leads to the place in the text; `list` tells it from others to the same place. */
    #jump(annotation, name, more, list = '') {
        return h('button', {
            type: 'button', class: `jump ${name}`, 'data-key': `${name}-${annotation.id} ${list}`,
            onclick: () => this.#page.reveal(annotation),
        }, h('span', { class: 'words' }, excerpt(this.#page.text(wordsOf(annotation)))), more);
    }

    /** A list that begins with a hundred items. */
    #list(name, items, write, tag = 'ul') {
        const most = this.#shown.get(name) ?? FIRST_ITEMS;
        const list = h(tag, { class: `list ${name}` },
            items.slice(0, most).map(item => h('li', {}, write(item))));
        if (items.length <= most) {
            return [list];
        }
        return [list, h('button', {
            type: 'button', class: 'more', 'data-key': `more-${name}`,
            onclick: () => {
                this.#shown.set(name, most + 5 * FIRST_ITEMS);
                this.#page.redraw();
            },
        }, `Show more of ${items.length.toLocaleString('en')}`)];
    }

    #people({ people }) {
        if (people.length === 0) {
            return [nothing('Nobody speaks in this text yet.')];
        }
        return this.#list('people', people, person => this.#person(person));
    }

    #person(person) {
        const counts = [
            person.said.length && `says ${person.said.length}`,
            person.accuses.length && `accuses ${person.accuses.length}`,
            person.accused.length && `accused ${person.accused.length}`,
            person.answers.length && `answers ${person.answers.length}`,
        ].filter(Boolean).join(' · ');
        const groups = [
            ['Says', person.said, 'quote'], ['Accuses', person.accuses, 'charge'],
            ['Is accused of', person.accused, 'charge'], ['Answers', person.answers, 'answer'],
        ];
        const details = h('details', { open: this.#open.has(person.name) },
            h('summary', {
                'data-key': `person-${person.name}`,
                onclick: () => { // and not once it is open: a redraw or the next key may come before
                    this.#open[details.open ? 'delete' : 'add'](person.name);
                    fill();
                },
            }, h('span', { class: 'person' }, capital(person.name)),
            h('span', { class: 'counts' }, counts)));
        const fill = () => {
            if (this.#open.has(person.name) && details.children.length === 1) {
                details.append(...groups.filter(([, items]) => items.length > 0)
                    .flatMap(([title, items, name]) => {
                        const list = `${title} ${person.name}`;
                        return [h('h3', {}, title), ...this.#list(list, items, item =>
                            this.#jump(item, name, this.#aside(item, name, title), list))];
                    }));
            }
        };
        fill();
        return details;
    }

    /** What stands under the words in a person's lists. */
    #aside(item, name, title) {
        const badge = verdictOf(item);
        const words = name === 'charge'
            ? (title === 'Accuses' ? `against ${accusedOf(item)}` : `by ${nameOf(item.accuser)}`)
            : item.kind === 'answer' ? capital(item.answer.replace('-', ' ')) : null;
        return words || badge ? h('span', { class: 'meta' }, words ?? '', badge) : null;
    }

    #claims({ of: { claim: claims } }) {
        if (claims.length === 0) {
            return [nothing('Nothing in this text asks to be checked yet.')];
        }
        const done = () => claims.filter(claim => this.#ticked.has(claim.id)).length;
        const count = h('p', { class: 'progress', role: 'status' });
        const bar = h('progress', { max: claims.length, 'aria-label': 'Claims checked' });
        const tell = () => {
            count.textContent = `${done()} of ${plural(claims.length, 'claim')} checked`;
            bar.value = done();
        };
        tell();
        return [h('div', { class: 'head' }, count, bar),
            ...this.#list('claims', claims, claim => this.#claim(claim, tell), 'ol')];
    }

    #claim(claim, tell) {
        const box = h('input', {
            type: 'checkbox', 'data-key': `tick-${claim.id}`,
            'aria-label': `Checked: ${excerpt(this.#page.text(claim.span), 80)}`,
            onchange: () => {
                this.#ticked[box.checked ? 'add' : 'delete'](claim.id);
                row.classList.toggle('done', box.checked);
                tell();
            },
        });
        box.checked = this.#ticked.has(claim.id);
        const row = h('div', { class: `row${box.checked ? ' done' : ''}` }, box,
            this.#jump(claim, 'claim', h('span', { class: 'meta' },
                h('span', { class: 'worth', title: 'How much it is worth checking' },
                    meter(claim.checkworthiness), percent(claim.checkworthiness)),
                `${capital(claim.type)} · ${nameOf(claim.claimant)}`, verdictOf(claim))));
        return row;
    }

    #accusations(findings) {
        const accusations = findings.of.accusation;
        if (accusations.length === 0) {
            return [nothing('Nobody is accused of anything in this text yet.')];
        }
        const width = Math.max(280, Math.min(this.#page.width(), 520));
        return [
            h('figure', { class: 'who' }, graph(findings.edges(), width),
                h('figcaption', {}, h('span', { class: 'key open' }, 'unanswered'),
                    h('span', { class: 'key met' }, 'answered'))),
            ...this.#list('accusations', accusations,
                accusation => this.#accusation(accusation, findings)),
        ];
    }

    #accusation(accusation, findings) {
        const answers = findings.answersTo(accusation);
        return h('article', { class: 'case' },
            h('h3', {}, capital(nameOf(accusation.accuser)), h('span', { class: 'to' }, ' against '),
                accusedOf(accusation)),
            this.#jump(accusation, 'charge'),
            answers.length === 0 ? h('p', { class: 'unanswered' }, 'No answer in the text')
                : h('ul', { class: 'answers' }, answers.map(answer => h('li', {},
                    this.#jump(answer, 'answer', h('span', { class: 'meta' },
                        `${capital(answer.answer.replace('-', ' '))} · ${nameOf(answer.by)}`))))));
    }

    #archive({ verified, byId }) {
        if (verified.length === 0) {
            return [nothing('No verdicts: nothing in the archive was compared with this text. ' +
                'Sources come into the archive with “hearsay import”.')];
        }
        return this.#list('verdicts', verified, annotation => h('article', { class: 'verdict' },
            this.#jump(annotation, annotation.kind === 'claim' ? 'claim' : 'quote',
                h('span', { class: 'meta' }, verdictOf(annotation), describe(annotation, byId))),
            (annotation.verification.evidence ?? []).slice(0, 3).map(evidence)));
    }
}

const nothing = text => h('p', { class: 'nothing' }, text);

function meter(value) {
    return h('span', { class: 'meter', 'aria-hidden': 'true' },
        [0.2, 0.4, 0.6, 0.8, 0.95].map(step => h('i', { class: value >= step ? 'on' : '' })));
}

function verdictOf(annotation) {
    const verdict = annotation.verification?.verdict;
    const [title, worth] = VERDICTS[verdict] ?? [verdict, 'none'];
    return verdict ? h('span', { class: `badge ${worth}` }, title) : null;
}

/** A passage of the archive, with what differs where the daemon says so. */
function evidence({ title, document: uri, text, speaker, rating, publisher, diff }) {
    const words = Array.isArray(diff) && diff.length > 0
        ? diff.flatMap(([sign, piece]) => [' ',
            h(sign === '-' ? 'del' : sign === '+' ? 'ins' : 'span', {}, piece)])
        : [excerpt(text ?? '', 300)];
    const from = [speaker, rating && `rated ${rating}`, publisher, title ?? uri].filter(Boolean);
    return h('blockquote', {}, h('p', {}, words), h('footer', {}, from.join(' · ')));
}
