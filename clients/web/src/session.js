// One LSP session over a WebSocket, which is opened again when it is lost.
//
// The owner is told of each state: 'connecting', 'open', 'lost' (it is tried again by itself) and
// 'refused' (the token is no longer good). Requests that wait when the connection goes are
// rejected; the owner opens its document again in 'open'. Where the daemon has more to say of a
// document than before (the archive's verdicts come later), the owner is told to ask again.

const FIRST_RETRY_MS = 300;
const LAST_RETRY_MS = 5000;
const INVALID_REQUEST = -32600;

export class RpcError extends Error {
    constructor(error) {
        super(error.message);
        this.code = error.code;
    }
}

export class Session {
    #url;
    #token;
    #owner;
    #socket = null;
    #waiting = new Map();
    #lastId = 0;
    #retryMs = FIRST_RETRY_MS;
    #timer = null;

    /** @param {{changed: (state: string) => void, refresh: () => void,
     *     told: (message: string) => void}} owner */
    constructor(url, token, owner) {
        this.#url = url;
        this.#token = token;
        this.#owner = owner;
        this.state = 'connecting';
    }

    /** Takes another token, if that is new, and connects where it is not connected. */
    renew(token) {
        if (token) {
            this.#token = token;
        }
        if (this.state !== 'open') {
            this.connect();
        }
    }

    connect() {
        clearTimeout(this.#timer);
        this.#drop();
        this.#enter('connecting');
        const socket = new WebSocket(this.#url);
        this.#socket = socket;
        socket.onopen = () => this.#begin(socket);
        socket.onmessage = event => this.#receive(JSON.parse(event.data));
        socket.onclose = () => this.#lose(socket);
    }

    async #begin(socket) {
        try {
            await this.request('initialize', {
                processId: null,
                rootUri: null,
                clientInfo: { name: 'hearsay desk' },
                capabilities: {
                    general: { positionEncodings: ['utf-16'] },
                    workspace: { codeLens: { refreshSupport: true } },
                },
                initializationOptions: { token: this.#token },
            });
        } catch (error) {
            if (error.code === INVALID_REQUEST) {
                this.#drop();
                this.#enter('refused');
            }
            return; // else the close says so
        }
        if (socket === this.#socket) {
            this.notify('initialized', {});
            this.#retryMs = FIRST_RETRY_MS;
            this.#enter('open');
        }
    }

    #lose(socket) {
        if (socket !== this.#socket) {
            return;
        }
        this.#drop();
        this.#enter('lost');
        this.#timer = setTimeout(() => this.connect(), this.#retryMs);
        this.#retryMs = Math.min(this.#retryMs * 1.6, LAST_RETRY_MS);
    }

    /** Forgets the socket, so that nothing of it is heard any more. */
    #drop() {
        const socket = this.#socket;
        this.#socket = null;
        if (socket) {
            socket.onopen = socket.onmessage = socket.onclose = null;
            socket.close();
        }
        const gone = new Error('the connection is gone');
        for (const { reject } of this.#waiting.values()) {
            reject(gone);
        }
        this.#waiting.clear();
    }

    #enter(state) {
        if (state !== this.state || state === 'open') {
            this.state = state;
            this.#owner.changed(state);
        }
    }

    #send(message) {
        if (this.#socket?.readyState === WebSocket.OPEN) {
            this.#socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
            return true;
        }
        return false;
    }

    notify(method, params) {
        this.#send({ method, params });
    }

    request(method, params) {
        const id = ++this.#lastId;
        return new Promise((resolve, reject) => {
            if (this.#send({ id, method, params })) {
                this.#waiting.set(id, { resolve, reject });
            } else {
                reject(new Error('not connected'));
            }
        });
    }

    #receive(message) {
        if (message.method !== undefined) {
            if (message.id !== undefined) { // the daemon asks: there is nothing that we could tell
                this.#send({ id: message.id, result: null });
            }
            if (message.method === 'workspace/codeLens/refresh') {
                this.#owner.refresh();
            }
            if (message.method === 'window/showMessage') {
                this.#owner.told(message.params.message);
            }
            return;
        }
        const waiting = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (message.error) {
            waiting?.reject(new RpcError(message.error));
        } else {
            waiting?.resolve(message.result);
        }
    }
}
