// The methods of our own in the form of LSP's metaModel.json: what docs/FEATURES.md says in words.

const base = (name) => ({ kind: 'base', name });
const reference = (name) => ({ kind: 'reference', name });
const array = (element) => ({ kind: 'array', element });
const or = (...items) => ({ kind: 'or', items });
const orNull = (type) => or(type, base('null'));
const oneOf = (...values) => or(...values.map((value) => ({ kind: 'stringLiteral', value })));

// "name" or, with a question mark behind it, an optional one.
const property = ([key, type]) => ({ name: key.replace(/\?$/, ''), type, optional: key.endsWith('?') });
const properties = (members) => Object.entries(members).map(property);
const literal = (members) => ({ kind: 'literal', value: { properties: properties(members) } });
const structure = (name, members) => ({ name, properties: properties(members) });

const string = base('string');
const number = base('decimal');
const boolean = base('boolean');
const count = base('uinteger');

// Annotations have the same members with either kind of span.
function annotationTypes(prefix, span) {
    const common = { id: string, span, confidence: number };
    const party = orNull(reference(`${prefix}Party`));
    const place = orNull(span);
    return [
        { name: `${prefix}Party`, properties: properties({ 'name?': string, 'mention?': place, 'author?': boolean }) },
        structure(`${prefix}Quote`, {
            ...common, kind: oneOf('quote'), act: oneOf('speech', 'thought'),
            form: oneOf('direct', 'mixed', 'indirect', 'block'), content: array(span), cue: place, source: place,
            speaker: party, addressee: party,
        }),
        structure(`${prefix}Quantity`, {
            span, value: number, unit: string, text: string,
            kind: oneOf('number', 'amount', 'money', 'percent', 'fraction', 'multiple', 'duration', 'date', 'relative',
                'rank'),
            'bound?': oneOf('about', 'nearly', 'just-over', 'at-least', 'more-than', 'at-most', 'less-than', 'between'),
            'low?': number, 'high?': number, 'per?': string, 'date?': string,
        }),
        structure(`${prefix}Claim`, {
            ...common, kind: oneOf('claim'), checkworthiness: number,
            type: oneOf('quantity', 'comparison', 'cause', 'event', 'rule', 'record', 'other'), claimant: party,
            quote: orNull(string), quantities: array(reference(`${prefix}Quantity`)),
        }),
        structure(`${prefix}Accusation`, {
            ...common, kind: oneOf('accusation'), form: oneOf('explicit', 'implicit'), accuser: party,
            accused: array(reference(`${prefix}Party`)), cue: place, charge: span, quote: orNull(string),
            answers: array(string),
        }),
        structure(`${prefix}Answer`, {
            ...common, kind: oneOf('answer'),
            answer: oneOf('denial', 'counter', 'admission', 'justification', 'no-comment'), by: party, cue: place,
            text: span, to: orNull(string),
        }),
    ];
}

const annotations = (prefix) =>
    array(or(...['Quote', 'Claim', 'Accusation', 'Answer'].map((name) => reference(prefix + name))));

const latency = literal({ count, p50: number, p95: number, p99: number });
const toServer = (method, params, result) => ({ method, params, result, messageDirection: 'clientToServer' });

export const ours = {
    enumerations: [],
    structures: [
        structure('OffsetSpan', { start: count, end: count }),
        ...annotationTypes('Offset', reference('OffsetSpan')),
        ...annotationTypes('Ranged', reference('Range')),
    ],
    requests: [
        toServer(
            'hearsay/annotate',
            literal({
                text: string, 'languageId?': string, 'offsets?': oneOf('utf-8', 'utf-16', 'utf-32'),
                'claimThreshold?': number, 'thoughts?': boolean, 'workDoneToken?': reference('ProgressToken'),
            }),
            literal({ annotations: annotations('Offset') }),
        ),
        toServer(
            'hearsay/analyse',
            literal({ 'text?': string, 'uri?': string, 'languageId?': string, 'offsets?': oneOf('utf-8', 'utf-16', 'utf-32') }),
            literal({ conllu: string }),
        ),
        toServer(
            'hearsay/annotations',
            literal({ textDocument: reference('TextDocumentIdentifier') }),
            literal({ version: base('integer'), annotations: annotations('Ranged') }),
        ),
        toServer(
            'hearsay/status',
            literal({}),
            literal({
                version: string, uptimeSeconds: count, documents: count,
                latencyMs: literal({ analysis: latency, annotate: latency }), clients: count,
                counters: { kind: 'map', key: string, value: count },
                archive: literal({ address: string, exists: base('boolean') }),
            }),
        ),
        toServer('hearsay/desk', undefined, literal({ url: string })),
        toServer('hearsay/stop', undefined, base('null')),
    ],
    notifications: [
        {
            method: 'hearsay/didAnnotate', messageDirection: 'serverToClient',
            params: literal({ uri: base('DocumentUri'), version: base('integer'), annotations: annotations('Ranged') }),
        },
    ],
};
