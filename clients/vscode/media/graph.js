// Draws who accuses whom: accusers on the left, the accused on the right, an arrow for each pair.
// All is reached with Tab: a party's button shows its arrows alone, a charge's goes to its words.
'use strict';

(() => {
    const vscode = acquireVsCodeApi();
    const NS = 'http://www.w3.org/2000/svg';
    const graph = document.getElementById('graph');
    let pairs = [];
    let chosen = null;

    function element(name, properties = {}, ...children) {
        const made = Object.assign(document.createElement(name), properties);
        made.append(...children);
        return made;
    }

    const concerns = (pair) => !chosen || pair[chosen.side] === chosen.name;

    function partyButton(side, name) {
        const pressed = chosen?.side === side && chosen.name === name;
        const button = element('button', { className: 'party', type: 'button', textContent: name });
        button.setAttribute('aria-pressed', String(pressed));
        button.addEventListener('click', () => {
            chosen = pressed ? null : { side, name };
            draw();
            [...graph.querySelectorAll('.party')].find((each) => each.dataset.key === button.dataset.key)?.focus();
        });
        button.dataset.key = `${side} ${name}`;
        return button;
    }

    function column(side, title, className) {
        const names = [...new Set(pairs.map((pair) => pair[side]))];
        const heading = element('h2', { className, textContent: title });
        return [heading, element('div', { className: `column ${className}` }, ...names.map((name) => partyButton(side, name)))];
    }

    function arrow(svg, pair, from, to, frame) {
        const [x1, y1] = [from.right - frame.left + 4, (from.top + from.bottom) / 2 - frame.top];
        const [x2, y2] = [to.left - frame.left - 10, (to.top + to.bottom) / 2 - frame.top];
        const bend = (x2 - x1) / 2;
        const line = document.createElementNS(NS, 'path');
        line.setAttribute('d', `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`);
        line.setAttribute('stroke-width', String(Math.min(1.5 + pair.charges.length, 6)));
        const head = document.createElementNS(NS, 'path');
        head.setAttribute('d', `M${x2 + 8},${y2} l-11,-6 v12 z`);
        head.classList.add('head');
        if (pair.charges.every(({ answered }) => answered)) line.classList.add('answered');
        for (const part of [line, head]) {
            part.classList.toggle('dim', !concerns(pair));
            svg.append(part);
        }
    }

    function drawArrows() {
        graph.querySelector('svg')?.remove();
        const svg = document.createElementNS(NS, 'svg');
        svg.setAttribute('aria-hidden', 'true'); // the list below says the same
        const frame = graph.getBoundingClientRect();
        const place = (side, name) =>
            [...graph.querySelectorAll('.party')].find((each) => each.dataset.key === `${side} ${name}`).getBoundingClientRect();
        for (const pair of pairs) arrow(svg, pair, place('from', pair.from), place('to', pair.to), frame);
        graph.append(svg);
    }

    function chargeItem(pair, { id, words, answered }) {
        const who = element('span', { className: 'who', textContent: `${pair.from} → ${pair.to}${answered ? '' : ', unanswered'}: ` });
        const button = element('button', { className: answered ? 'charge answered' : 'charge', type: 'button' }, who, words);
        button.addEventListener('click', () => vscode.postMessage({ type: 'reveal', id }));
        return element('li', {}, button);
    }

    function drawCharges() {
        document.getElementById('charges')?.remove();
        const items = pairs.filter(concerns).flatMap((pair) => pair.charges.map((charge) => chargeItem(pair, charge)));
        graph.after(element('ul', { id: 'charges' }, ...items));
    }

    function draw() {
        // One against two parties stands in two pairs.
        const charges = [...new Map(pairs.flatMap((pair) => pair.charges).map((one) => [one.id, one])).values()];
        const unanswered = charges.filter(({ answered }) => !answered).length;
        document.getElementById('summary').textContent = charges.length
            ? `${charges.length === 1 ? 'One accusation' : `${charges.length} accusations`}, ${unanswered} unanswered in the text. Dotted lines are answered.`
            : 'Nobody accuses anybody in this text.';
        graph.replaceChildren();
        if (charges.length) {
            graph.append(...column('from', 'accuses', 'accusers'), ...column('to', 'is accused', 'accused'));
            drawArrows();
        }
        drawCharges();
    }

    window.addEventListener('message', ({ data }) => {
        if (data.type !== 'pairs') return;
        pairs = data.pairs;
        if (chosen && !pairs.some(concerns)) chosen = null;
        draw();
    });
    window.addEventListener('resize', () => pairs.length && drawArrows());
    vscode.postMessage({ type: 'ready' });
})();
