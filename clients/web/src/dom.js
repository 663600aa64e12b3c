// Small helpers around the document.

/** The element with an id, which is there. */
export const byId = id => document.getElementById(id);

/**
 * Makes an element: h('button', {class: 'x', onclick}, 'Text', child). Text never becomes markup.
 * Values of null and false leave an attribute out.
 */
export function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    set(element, attributes);
    element.append(...children.flat().filter(child => child !== null && child !== undefined));
    return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The same in an SVG picture. */
export function s(tag, attributes = {}, ...children) {
    const element = document.createElementNS(SVG, tag);
    set(element, attributes);
    element.append(...children.flat());
    return element;
}

function set(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on')) {
            element.addEventListener(name.slice(2), value);
        } else if (value === true) {
            element.setAttribute(name, '');
        } else if (value !== false && value !== null && value !== undefined) {
            element.setAttribute(name, value);
        }
    }
}

/** "1 claim", "2 claims". */
export const plural = (count, one, many = one + 's') =>
    `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** One line of text, cut at a word. */
export function excerpt(text, most = 180) {
    const line = text.replace(/\s+/g, ' ').trim();
    if (line.length <= most) {
        return line;
    }
    const cut = line.slice(0, most);
    return cut.slice(0, Math.max(cut.lastIndexOf(' '), most - 24)) + ' …';
}
