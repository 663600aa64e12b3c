// The token: comes behind the address's #, is taken out of it at once, and is kept for this tab, so
// that it can be loaded again. A page that is opened with a new token tells the others, which may
// have lost their daemon.

const KEY = 'hearsay token';
const channel = new BroadcastChannel('hearsay desk');

export function findToken() {
    const given = new URLSearchParams(location.hash.slice(1)).get('token');
    if (given) {
        history.replaceState(null, '', location.pathname);
        sessionStorage.setItem(KEY, given);
        channel.postMessage(given);
    }
    return given ?? sessionStorage.getItem(KEY) ?? '';
}

/** @param {(token: string) => void} found */
export function hearOfTokens(found) {
    const take = token => {
        sessionStorage.setItem(KEY, token);
        found(token);
    };
    channel.onmessage = event => take(event.data);
    addEventListener('hashchange', () => found(findToken()));
}
