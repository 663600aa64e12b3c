// From the daemon's annotations to what the page shows: places in the text, marks, and the parties
// with what they say, accuse, are accused of and answer.

export const KINDS = [
    { kind: 'quote', one: 'quote', title: 'Quotes' },
    { kind: 'claim', one: 'claim', title: 'Claims' },
    { kind: 'accusation', one: 'accusation', title: 'Accusations' },
    { kind: 'answer', one: 'answer', title: 'Answers' },
];

export const UNNAMED = 'somebody unnamed';
export const AUTHOR = 'the text itself';

/** A party's name as it is shown. */
export const nameOf = party => (!party ? UNNAMED : party.author ? AUTHOR : party.name);

/** Turns LSP ranges into offsets of a document. */
function placer(doc) {
    const offset = ({ line, character }) => {
        if (line >= doc.lines) {
            return doc.length;
        }
        const { from, to } = doc.line(line + 1);
        return Math.min(from + character, to);
    };
    return range => (range ? { from: offset(range.start), to: offset(range.end) } : null);
}

/** Annotations with every range as {from, to} in a document. */
export function place(annotations, doc) {
    const at = placer(doc);
    return annotations.map(annotation => {
        const placed = { ...annotation, span: at(annotation.span) };
        for (const key of ['cue', 'source', 'charge', 'text']) {
            if (annotation[key] && typeof annotation[key] === 'object') {
                placed[key] = at(annotation[key]);
            }
        }
        if (annotation.content) {
            placed.content = annotation.content.map(at);
        }
        return placed;
    });
}

const IMPORTANT = 0.75;

/** What of an annotation is lit up, and how; where layers overlap, the higher one shows. */
export function marksOf(annotation) {
    const { kind, cue, source } = annotation;
    const mark = (place, names, layer) => (place ? [{ ...place, names, layer }] : []);
    switch (kind) {
    case 'quote': {
        const indirect = annotation.form === 'indirect' ? ' indirect' : '';
        return [
            ...annotation.content.flatMap(piece => mark(piece, `quote${indirect}`, 0)),
            ...mark(cue, 'cue', 2), ...mark(source, 'source', 2),
        ];
    }
    case 'claim':
        return mark(annotation.span,
            annotation.checkworthiness >= IMPORTANT ? 'claim' : 'claim lesser', 0);
    case 'accusation':
        return [...mark(annotation.charge, 'charge', 1), ...mark(cue, 'accusing', 2)];
    case 'answer':
        return [...mark(annotation.text, 'answer', 1), ...mark(cue, 'cue', 2)];
    default:
        return [];
    }
}

/** The words that an annotation is about, for lists. */
export function wordsOf(annotation) {
    switch (annotation.kind) {
    case 'quote':
        return annotation.content[0] ?? annotation.span;
    case 'accusation':
        return annotation.charge ?? annotation.span;
    case 'answer':
        return annotation.text ?? annotation.span;
    default:
        return annotation.span;
    }
}

/** A line that explains an annotation. */
export function describe(annotation, byId) {
    switch (annotation.kind) {
    case 'quote': {
        const thought = annotation.act === 'thought' ? ', a thought' : '';
        const to = annotation.addressee ? ` to ${nameOf(annotation.addressee)}` : '';
        return `${capital(nameOf(annotation.speaker))}${to} · ${annotation.form} quote${thought}`;
    }
    case 'claim':
        return `Claim (${annotation.type}) by ${nameOf(annotation.claimant)} · worth checking ` +
            percent(annotation.checkworthiness);
    case 'accusation': {
        const answered = annotation.answers.some(id => byId.get(id)) ? 'answered' : 'no answer found';
        return `${capital(nameOf(annotation.accuser))} against ${accusedOf(annotation)} · ${answered}`;
    }
    default: {
        const to = byId.get(annotation.to);
        const whom = to ? ` to ${nameOf(to.accuser)}` : '';
        return `${capital(annotation.answer.replace('-', ' '))} by ${nameOf(annotation.by)}${whom}`;
    }
    }
}

export const accusedOf = accusation =>
    accusation.accused.map(nameOf).join(', ') || 'nobody named';

export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

export const percent = value => `${Math.round(value * 100)}%`;

/** All that the page shows of one version of the text, or of a range of it; places are that version's. */
export class Findings {
    constructor(annotations, version, range = null) {
        this.version = version;
        this.range = range; // null: the whole text
        this.all = annotations;
        this.byId = new Map(annotations.map(annotation => [annotation.id, annotation]));
        this.of = Object.fromEntries(KINDS.map(({ kind }) => [kind, []]));
        for (const annotation of annotations) {
            this.of[annotation.kind]?.push(annotation);
        }
        this.people = people(this);
        this.verified = annotations.filter(annotation => annotation.verification);
    }

    answersTo(accusation) {
        return accusation.answers.map(id => this.byId.get(id)).filter(Boolean);
    }

    /** Who accuses whom: {from, to, count, unanswered}. */
    edges() {
        const edges = new Map();
        for (const accusation of this.of.accusation) {
            const from = nameOf(accusation.accuser);
            const accused = accusation.accused.length ? accusation.accused : [null];
            for (const party of accused) {
                const to = party ? nameOf(party) : 'nobody named';
                const key = `${from}\n${to}`;
                const edge = edges.get(key) ?? { from, to, count: 0, unanswered: 0 };
                edge.count++;
                edge.unanswered += this.answersTo(accusation).length === 0 ? 1 : 0;
                edges.set(key, edge);
            }
        }
        return [...edges.values()];
    }
}

function people({ of }) {
    const found = new Map();
    const add = (party, list, annotation) => {
        if (!party?.name) {
            return;
        }
        const person = found.get(party.name) ??
            { name: party.name, said: [], accuses: [], accused: [], answers: [] };
        person[list].push(annotation);
        found.set(party.name, person);
    };
    of.quote.forEach(quote => add(quote.speaker, 'said', quote));
    of.accusation.forEach(accusation => {
        add(accusation.accuser, 'accuses', accusation);
        accusation.accused.forEach(party => add(party, 'accused', accusation));
    });
    of.answer.forEach(answer => add(answer.by, 'answers', answer));
    const weight = person => person.said.length + person.accuses.length + person.accused.length +
        person.answers.length;
    return [...found.values()].sort((a, b) => weight(b) - weight(a));
}
