// Checks LSP messages against the protocol's own definition, metaModel.json.
//
// A value is checked against a type of the model; what is wrong comes back as a list of texts, each
// with the path to the place. Properties that the model does not know are wrong too, so that a
// misspelt one is found. The methods of our own are described in the same form, in ours.mjs.

import { readFileSync } from 'node:fs';
import { ours } from './ours.mjs';

const model = JSON.parse(readFileSync(new URL('vendor/metaModel.json', import.meta.url)));

const byName = (list) => new Map(list.map((entry) => [entry.name, entry]));
const byMethod = (list) => new Map(list.map((entry) => [entry.method, entry]));

const structures = byName([...model.structures, ...ours.structures]);
const enumerations = byName([...model.enumerations, ...ours.enumerations]);
const aliases = byName(model.typeAliases);
const requests = byMethod([...model.requests, ...ours.requests]);
const notifications = byMethod([...model.notifications, ...ours.notifications]);

const UINTEGER_MAX = 2 ** 31 - 1;
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isUri = (value) => typeof value === 'string' && /^[A-Za-z][A-Za-z0-9+.-]*:/.test(value);
const isInteger = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;

const baseTypes = {
    URI: isUri,
    DocumentUri: isUri,
    integer: (value) => isInteger(value, -(2 ** 31), UINTEGER_MAX),
    uinteger: (value) => isInteger(value, 0, UINTEGER_MAX),
    decimal: (value) => typeof value === 'number' && Number.isFinite(value),
    RegExp: (value) => typeof value === 'string',
    string: (value) => typeof value === 'string',
    boolean: (value) => typeof value === 'boolean',
    null: (value) => value === null,
};

const short = (value) => JSON.stringify(value)?.slice(0, 80) ?? 'undefined';

// All properties of a structure, those of what it extends and mixes in included.
function propertiesOf(structure) {
    const above = [...(structure.extends ?? []), ...(structure.mixins ?? [])];
    const inherited = above.flatMap((type) => [...propertiesOf(structures.get(type.name)).entries()]);
    return new Map([...inherited, ...structure.properties.map((property) => [property.name, property])]);
}

function checkProperties(value, properties, path) {
    if (!isObject(value)) return [`${path}: an object is wanted, not ${short(value)}`];
    const errors = [];
    for (const [name, property] of properties) {
        if (value[name] !== undefined) errors.push(...check(property.type, value[name], `${path}.${name}`));
        else if (!property.optional) errors.push(`${path}.${name}: missing`);
    }
    for (const name of Object.keys(value)) {
        if (!properties.has(name)) errors.push(`${path}.${name}: not in the protocol`);
    }
    return errors;
}

function checkEnumeration(enumeration, value, path) {
    const known = enumeration.values.some((entry) => entry.value === value);
    const errors = check(enumeration.type, value, path);
    if (errors.length > 0 || known || enumeration.supportsCustomValues) return errors;
    return [`${path}: ${short(value)} is no ${enumeration.name}`];
}

function checkReference(name, value, path) {
    if (name === 'LSPAny') return [];
    if (structures.has(name)) return checkProperties(value, propertiesOf(structures.get(name)), path);
    if (enumerations.has(name)) return checkEnumeration(enumerations.get(name), value, path);
    if (aliases.has(name)) return check(aliases.get(name).type, value, path);
    return [`${path}: the model has no ${name}`];
}

// Of the alternatives' errors, those of the one that fits best.
function checkAlternatives(types, value, path) {
    let best = null;
    for (const type of types) {
        const errors = check(type, value, path);
        if (errors.length === 0) return [];
        if (best === null || errors.length < best.length) best = errors;
    }
    return best;
}

const checkEach = (values, typeAt, path) =>
    values.flatMap((value, index) => check(typeAt(index), value, `${path}[${index}]`));

const checkers = {
    base: (type, value, path) =>
        baseTypes[type.name](value) ? [] : [`${path}: ${short(value)} is no ${type.name}`],
    reference: (type, value, path) => checkReference(type.name, value, path),
    array: (type, value, path) =>
        Array.isArray(value) ? checkEach(value, () => type.element, path) : [`${path}: no array`],
    tuple: (type, value, path) =>
        Array.isArray(value) && value.length === type.items.length
            ? checkEach(value, (index) => type.items[index], path)
            : [`${path}: no tuple of ${type.items.length}`],
    map: (type, value, path) =>
        isObject(value)
            ? Object.entries(value).flatMap(([key, member]) => [
                  ...check(type.key, key, `${path}<${key}>`),
                  ...check(type.value, member, `${path}.${key}`),
              ])
            : [`${path}: no map`],
    or: (type, value, path) => checkAlternatives(type.items, value, path),
    and: (type, value, path) => type.items.flatMap((item) => check(item, value, path)),
    literal: (type, value, path) =>
        checkProperties(value, new Map(type.value.properties.map((p) => [p.name, p])), path),
    stringLiteral: (type, value, path) =>
        value === type.value ? [] : [`${path}: ${short(value)} is not "${type.value}"`],
    integerLiteral: (type, value, path) =>
        value === type.value ? [] : [`${path}: ${short(value)} is not ${type.value}`],
    booleanLiteral: (type, value, path) =>
        value === type.value ? [] : [`${path}: ${short(value)} is not ${type.value}`],
};

export function check(type, value, path = '$') {
    return checkers[type.kind](type, value, path);
}

function checkParams(entry, message) {
    if (!entry.params) return message.params === undefined ? [] : ['$.params: none are wanted'];
    return check(entry.params, message.params, '$.params');
}

function checkError(error) {
    const fine = isObject(error) && Number.isInteger(error.code) && typeof error.message === 'string';
    return fine ? [] : [`$.error: ${short(error)}`];
}

// What is wrong with a message that the server sent. `methodOf` gives the method of a request of
// ours by its id.
export function checkServerMessage(message, methodOf) {
    if (message.jsonrpc !== '2.0') return ['$.jsonrpc: not "2.0"'];
    if (message.method !== undefined) {
        const entry = (message.id === undefined ? notifications : requests).get(message.method);
        if (!entry) return [`$.method: ${message.method} is not in the protocol`];
        if (entry.messageDirection === 'clientToServer') return [`$.method: ${message.method} is the client's`];
        return checkParams(entry, message);
    }
    if (message.error !== undefined)
        return message.result === undefined ? checkError(message.error) : ['$: a result and an error'];
    const method = methodOf(message.id);
    const entry = requests.get(method);
    if (!entry) return [`$.id: an answer to no request (${short(message.id)}, ${method})`];
    return check(entry.result, message.result, '$.result');
}

// The same for messages of the client's, so that the tests themselves speak the protocol.
export function checkClientMessage(message) {
    if (message.method === undefined) return [];
    const entry = (message.id === undefined ? notifications : requests).get(message.method);
    return entry ? checkParams(entry, message) : [`$.method: ${message.method} is not in the protocol`];
}
