// Tabs (WAI-ARIA, "Tabs Pattern", activated by hand or by arrow keys): one panel at a time. On a
// narrow screen the text is one of them.
import { h } from './dom.js';

export class Tabs {
    #list;
    #panels;
    #changed;
    #current = 'people';
    #buttons = new Map();
    #panel = new Map();

    constructor(list, panels, changed) {
        this.#list = list;
        this.#panels = panels;
        this.#changed = changed;
        this.#add('text', 'Text', document.getElementById('text'));
        list.addEventListener('keydown', event => this.#key(event));
    }

    #add(name, title, panel) {
        const button = h('button', {
            type: 'button', role: 'tab', id: `tab-${name}`, class: `tab ${name}`,
            'aria-controls': panel.id, onclick: () => this.show(name),
        }, title, h('span', { class: 'count' }));
        this.#buttons.set(name, button);
        this.#panel.set(name, panel);
        this.#list.append(button);
    }

    #visible() {
        return [...this.#buttons.keys()].filter(name =>
            this.#buttons.get(name).getClientRects().length > 0);
    }

    #key(event) {
        const names = this.#visible();
        const here = names.indexOf(this.#current);
        const next = {
            ArrowRight: (here + 1) % names.length, ArrowLeft: (here + names.length - 1) % names.length,
            Home: 0, End: names.length - 1,
        }[event.key];
        if (next !== undefined) {
            event.preventDefault();
            this.show(names[next]);
            this.#buttons.get(names[next]).focus();
        }
    }

    /** Chooses a tab; "text" only where it is one. */
    show(name) {
        if (name === 'text' && !this.#visible().includes('text')) {
            return;
        }
        this.#current = name;
        this.#changed(name);
    }

    /** @param tabs [name, title, count, write] */
    update(tabs) {
        for (const [name, title, count] of tabs) {
            if (!this.#buttons.has(name)) {
                const panel = h('div', { role: 'tabpanel', id: `panel-${name}`, class: 'panel',
                    'aria-labelledby': `tab-${name}`, tabindex: '0' });
                this.#panels.append(panel);
                this.#add(name, title, panel);
            }
            this.#buttons.get(name).querySelector('.count').textContent =
                count > 0 ? count.toLocaleString('en') : '';
        }
        if (this.#current === 'text' && !this.#visible().includes('text')) {
            this.#current = 'people'; // the window has grown
        }
        for (const [name, button] of this.#buttons) {
            const isCurrent = name === this.#current;
            button.setAttribute('aria-selected', String(isCurrent));
            button.tabIndex = isCurrent ? 0 : -1;
            if (name !== 'text') {
                this.#panel.get(name).hidden = !isCurrent;
            }
        }
        const tab = tabs.find(([name]) => name === this.#current);
        if (tab) {
            const [name, title, , write] = tab;
            this.#write(this.#panel.get(name), [h('h2', { class: 'hidden' }, title), ...write()]);
        }
    }

    /** Puts the new content in. What had the keyboard keeps it; where it is gone, what took its place
     *  gets it. */
    #write(panel, content) {
        const keyed = () => [...panel.querySelectorAll('[data-key]')];
        const focused = document.activeElement;
        const place = keyed().indexOf(focused);
        const top = panel.scrollTop;
        panel.replaceChildren(...content);
        panel.scrollTop = top;
        if (place >= 0) {
            const now = keyed();
            const same = now.find(({ dataset }) => dataset.key === focused.dataset.key);
            (same ?? now[Math.min(place, now.length - 1)] ?? panel).focus({ preventScroll: true });
        }
    }
}
