// The language client. `hearsay lsp` finds the running daemon or starts one; this finds `hearsay`.
'use strict';

const { accessSync, constants } = require('node:fs');
const { homedir } = require('node:os');
const path = require('node:path');
const vscode = require('vscode');
const { LanguageClient, State } = require('vscode-languageclient/node');

const LANGUAGES = ['plaintext', 'markdown', 'html'];

// The settings that the daemon knows; the others are this extension's own.
const DAEMON_SETTINGS = ['rules', 'claimThreshold', 'unsourcedClaims', 'thoughts', 'inlayHints', 'codeLens', 'ignore'];

function isProgram(file) {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

// The whole path of the program, or null. Editors started from a desktop have a short PATH.
function findProgram() {
    const name = vscode.workspace.getConfiguration('hearsay').get('program') || 'hearsay';
    if (name.includes('/')) return isProgram(name) ? name : null;
    const folders = (process.env.PATH ?? '').split(path.delimiter);
    folders.push('/usr/local/bin', path.join(homedir(), '.local/bin'));
    return folders.map((folder) => path.join(folder, name)).find(isProgram) ?? null;
}

// Highlights are this extension's own decorations, so the client asks for no semantic tokens.
const middleware = {
    provideDocumentSemanticTokens: () => null,
    provideDocumentSemanticTokensEdits: () => null,
    provideDocumentRangeSemanticTokens: () => null,
    workspace: {
        async configuration(params, token, next) {
            const answers = await next(params, token);
            return answers.map((answer, index) => {
                if (params.items[index].section !== 'hearsay' || !answer) return answer;
                const known = DAEMON_SETTINGS.filter((key) => key in answer);
                return Object.fromEntries(known.map((key) => [key, answer[key]]));
            });
        },
    },
};

class Daemon {
    constructor(log, annotations) {
        this.log = log;
        this.annotations = annotations;
        this.client = null;
        this.changed = new vscode.EventEmitter();
        this.onDidChange = this.changed.event; // running or not
    }

    get running() {
        return this.client?.state === State.Running;
    }

    async start() {
        const program = findProgram();
        if (!program) {
            this.explainMissing(); // and wait for no answer
            return;
        }
        const serverOptions = { command: program, args: ['lsp'] };
        this.client = new LanguageClient('hearsay', 'Hearsay', serverOptions, {
            documentSelector: LANGUAGES.flatMap((language) => [
                { language, scheme: 'file' },
                { language, scheme: 'untitled' },
            ]),
            initializationOptions: { didAnnotate: true },
            synchronize: { configurationSection: 'hearsay' },
            outputChannel: this.log,
            middleware,
        });
        this.client.onNotification('hearsay/didAnnotate', (params) => this.annotations.receive(params));
        this.client.onDidChangeState(() => this.changed.fire());
        try {
            await this.client.start();
        } catch (error) {
            this.log.error(`${program} could not be started: ${error.message}`);
        }
    }

    async explainMissing() {
        const open = 'Open the Setting';
        const help = 'Get Started';
        const chosen = await vscode.window.showErrorMessage(
            'The program “hearsay” is not on the path. Install it, or say in the setting hearsay.program where it is.',
            open,
            help,
        );
        if (chosen === open) vscode.commands.executeCommand('workbench.action.openSettings', 'hearsay.program');
        if (chosen === help)
            vscode.commands.executeCommand('workbench.action.openWalkthrough', 'hearsay.hearsay#hearsay.start');
    }

    async restart() {
        await this.stop();
        this.annotations.clear();
        await this.start();
    }

    async stop() {
        const { client } = this;
        this.client = null;
        if (client) await client.dispose().catch((error) => this.log.warn(error.message));
    }

    // A request of the protocol; rejects with the daemon's text.
    request(method, params, token) {
        if (!this.running) return Promise.reject(new Error('Hearsay is not running'));
        return this.client.sendRequest(method, params, token);
    }

    dispose() {
        this.changed.dispose();
        return this.stop();
    }
}

module.exports = { Daemon, LANGUAGES, findProgram };
