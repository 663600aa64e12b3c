// Who accuses whom, as a picture: who accuses on the left, who is accused on the right.
import { s } from './dom.js';
import { capital } from './findings.js';

const ROW = 46;
const BOX_HEIGHT = 34;
const LETTER = 0.56; // the mean width of a letter, in sizes of the font
const SMALL_WIDTH = 400; // under which the letters are smaller

/** A name on one or two lines of at most so many letters. */
function lines(name, most) {
    if (name.length <= most) {
        return [name];
    }
    const words = name.split(' ');
    let first = words.shift();
    while (words.length && `${first} ${words[0]}`.length <= most) {
        first += ` ${words.shift()}`;
    }
    const cut = text => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
    return words.length ? [cut(first), cut(words.join(' '))] : [cut(first)];
}

/** Orders each side by where its neighbours stand, so that fewer lines cross. */
function columns(edges) {
    const left = [...new Set(edges.map(edge => edge.from))];
    let right = [...new Set(edges.map(edge => edge.to))];
    const mean = (name, mine, theirs, column) => {
        const places = edges.filter(edge => edge[mine] === name)
            .map(edge => column.indexOf(edge[theirs]));
        return places.reduce((sum, place) => sum + place, 0) / places.length;
    };
    for (let round = 0; round < 4; round++) {
        const key = new Map(right.map(name => [name, mean(name, 'to', 'from', left)]));
        right = right.sort((a, b) => key.get(a) - key.get(b));
        const other = new Map(left.map(name => [name, mean(name, 'from', 'to', right)]));
        left.sort((a, b) => other.get(a) - other.get(b));
    }
    return { left, right };
}

function box(name, x, y, width, size) {
    const parts = lines(capital(name), Math.floor((width - 12) / (LETTER * size)));
    const middle = y + BOX_HEIGHT / 2;
    const first = parts.length === 1 ? middle + 4.5 : middle - 2.5;
    return s('g', {},
        s('title', {}, name),
        s('rect', { x, y, width, height: BOX_HEIGHT, rx: 8, class: 'box' }),
        parts.map((part, i) => s('text',
            { x: x + width / 2, y: first + i * 14, 'text-anchor': 'middle' }, part)));
}

/** The picture, as wide as it is told. */
export function graph(edges, width) {
    const { left, right } = columns(edges);
    const boxWidth = Math.min(190, Math.round(width * 0.38));
    const size = width < SMALL_WIDTH ? 12 : 13;
    const rows = Math.max(left.length, right.length);
    const height = rows * ROW + 2;
    const top = (column, name) =>
        (column.indexOf(name) + (rows - column.length) / 2) * ROW + (ROW - BOX_HEIGHT) / 2;
    const from = boxWidth;
    const to = width - boxWidth - 1;
    const paths = edges.map(edge => {
        const a = top(left, edge.from) + BOX_HEIGHT / 2;
        const b = top(right, edge.to) + BOX_HEIGHT / 2;
        const bend = (to - from) / 2;
        const kind = edge.unanswered > 0 ? 'open' : 'met';
        const path = s('path', {
            d: `M${from} ${a} C${from + bend} ${a} ${to - bend} ${b} ${to - 9} ${b}`,
            class: `edge ${kind}`, 'stroke-width': Math.min(1.5 + (edge.count - 1), 5),
            'marker-end': `url(#arrow-${kind})`,
        }, s('title', {}, `${edge.from} against ${edge.to}`));
        const number = edge.count === 1 ? [] : [
            s('circle', { cx: (from + to) / 2, cy: (a + b) / 2, r: 9, class: `count ${kind}` }),
            s('text', { x: (from + to) / 2, y: (a + b) / 2 + 4, class: 'number',
                'text-anchor': 'middle' }, String(edge.count)),
        ];
        return [path, number];
    });
    const arrows = ['open', 'met'].map(kind => s('marker', {
        id: `arrow-${kind}`, viewBox: '0 0 10 10', refX: 1, refY: 5, markerWidth: 9,
        markerHeight: 9, orient: 'auto', markerUnits: 'userSpaceOnUse',
    }, s('path', { d: 'M0 0L10 5L0 10z', class: kind })));
    return s('svg', {
        viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', class: size < 13 ? 'graph small' : 'graph',
        'aria-label': 'Who stands against whom: ' +
            edges.map(edge => `${edge.from} against ${edge.to}`).join('; '),
    }, s('defs', {}, arrows),
    paths.map(([path]) => path), left.map(name => box(name, 0.5, top(left, name), boxWidth, size)),
    right.map(name => box(name, width - boxWidth - 0.5, top(right, name), boxWidth, size)),
    paths.flatMap(([, number]) => number));
}
