// Who does what in a text: the parties of its annotations.
'use strict';

const VERBS = ['said', 'accuses', 'is accused of', 'answers'];

function nameOf(party) {
    return party && !party.author ? party.name : null;
}

// Map: a party's name → { said, accuses, 'is accused of', answers }: arrays of annotations, in the
// order of the first mention. The text's own voice and unknown ones are left out.
function partiesOf(annotations) {
    const parties = new Map();
    const add = (party, verb, annotation) => {
        const name = nameOf(party);
        if (!name) return;
        if (!parties.has(name)) parties.set(name, Object.fromEntries(VERBS.map((each) => [each, []])));
        parties.get(name)[verb].push(annotation);
    };
    for (const one of annotations) {
        if (one.kind === 'quote') add(one.speaker, 'said', one);
        if (one.kind === 'answer') add(one.by, 'answers', one);
        if (one.kind !== 'accusation') continue;
        add(one.accuser, 'accuses', one);
        for (const accused of one.accused) add(accused, 'is accused of', one);
    }
    return parties;
}

// Who accuses whom: [{ from, to, accusations }], a null for whoever is not named. The text's own
// voice is called `the text`.
function accusationPairs(annotations) {
    const pairs = new Map();
    for (const one of annotations) {
        if (one.kind !== 'accusation') continue;
        const from = one.accuser?.author ? 'the text' : nameOf(one.accuser);
        for (const accused of one.accused.length ? one.accused : [null]) {
            const to = nameOf(accused);
            const key = JSON.stringify([from, to]);
            if (!pairs.has(key)) pairs.set(key, { from, to, accusations: [] });
            pairs.get(key).accusations.push(one);
        }
    }
    return [...pairs.values()];
}

module.exports = { VERBS, accusationPairs, nameOf, partiesOf };
