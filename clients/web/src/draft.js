// The draft: in memory only, unless the user asks for one to be kept in this browser.

const KEY = 'hearsay draft';
const DELAY_MS = 600;

/** What was kept, or null; what cannot be read is forgotten. */
function readKept() {
    try {
        const { text, name, language } = JSON.parse(localStorage.getItem(KEY));
        return { text: String(text), name: String(name), language: String(language) };
    } catch {
        localStorage.removeItem(KEY);
        return null;
    }
}

/** @param {{box, note, read, restore, isEmpty}} page */
export function keepDraft({ box, note, read, restore, isEmpty }) {
    let timer = null;
    let isSaved = true; // nothing would be lost with the page

    function say(text) {
        note.textContent = text;
    }

    function save() {
        clearTimeout(timer);
        timer = null;
        if (!box.checked) {
            return;
        }
        try {
            localStorage.setItem(KEY, JSON.stringify(read()));
            isSaved = true;
            say('Draft kept in this browser.');
        } catch {
            say('The text is too long for the browser to keep.');
        }
    }

    box.onchange = () => {
        if (box.checked) {
            save();
        } else {
            localStorage.removeItem(KEY);
            isSaved = isEmpty();
            say('The text is in this page’s memory only.');
        }
    };
    addEventListener('beforeunload', event => {
        save();
        if (!isSaved && !isEmpty()) {
            event.preventDefault(); // the browser asks
        }
    });

    return {
        changed() {
            isSaved = false;
            if (box.checked) {
                timer ??= setTimeout(save, DELAY_MS);
            }
        },
        start() {
            const kept = readKept();
            say('The text is in this page’s memory only.');
            if (kept) {
                box.checked = true;
                restore(kept);
                say('Draft kept in this browser.');
            }
        },
    };
}
