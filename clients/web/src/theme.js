// Light or dark: as the system says, or as the user does.

const KEY = 'hearsay theme';
const NAMES = { auto: 'as the system', light: 'light', dark: 'dark' };
const SIGNS = { auto: '◐', light: '☀', dark: '☾' };

export function startTheme(button) {
    let theme = localStorage.getItem(KEY);
    theme = theme in NAMES ? theme : 'auto';

    const apply = () => {
        document.documentElement.dataset.theme = theme;
        button.textContent = SIGNS[theme];
        button.setAttribute('aria-label', `Colours: ${NAMES[theme]}`);
        button.title = `Colours: ${NAMES[theme]}`;
    };
    button.onclick = () => {
        const names = Object.keys(NAMES);
        theme = names[(names.indexOf(theme) + 1) % names.length];
        localStorage.setItem(KEY, theme);
        apply();
    };
    apply();
}
