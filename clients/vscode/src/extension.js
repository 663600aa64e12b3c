// Hearsay in VS Code: starts the client, and hands what the daemon finds to highlights and views.
'use strict';

const vscode = require('vscode');
const { Annotations } = require('./annotations');
const { Claims } = require('./claims');
const { registerCommands } = require('./commands');
const { Daemon } = require('./daemon');
const { Graph } = require('./graph');
const { Highlights } = require('./highlights');
const { People } = require('./people');
const { Status } = require('./status');

async function activate(context) {
    const log = vscode.window.createOutputChannel('Hearsay', { log: true });
    const annotations = new Annotations();
    const daemon = new Daemon(log, annotations);
    context.subscriptions.push(
        log,
        annotations,
        daemon,
        new Highlights(annotations),
        new People(annotations),
        new Claims(annotations, context.workspaceState),
        new Status(annotations, daemon),
    );
    const graph = new Graph(annotations, context.extensionUri);
    context.subscriptions.push(graph, ...registerCommands(daemon, annotations, graph));
    await daemon.start();
}

module.exports = { activate };
