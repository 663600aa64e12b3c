// The commands of the palette.
'use strict';

const { execFile } = require('node:child_process');
const path = require('node:path');
const vscode = require('vscode');
const { toRange } = require('./annotations');
const { LANGUAGES, findProgram } = require('./daemon');

const REPORT_BYTES = 64 * 1024 * 1024;

function activeDocument() {
    const document = vscode.window.activeTextEditor?.document;
    if (document && LANGUAGES.includes(document.languageId)) return document;
    vscode.window.showInformationMessage('Open a plain text, Markdown or HTML file first.');
    return undefined;
}

async function reveal(uri, span) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const selection = toRange(span);
    const column = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
    await vscode.window.showTextDocument(document, { selection, viewColumn: column ?? vscode.ViewColumn.One });
}

function checkFile() {
    const document = activeDocument();
    if (!document) return;
    const findings = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'hearsay');
    const name = path.basename(document.fileName);
    if (!findings.length) return vscode.window.showInformationMessage(`Hearsay raises nothing in ${name}.`);
    vscode.commands.executeCommand('workbench.actions.view.problems');
    const what = findings.length === 1 ? 'one thing' : `${findings.length} things`;
    vscode.window.showInformationMessage(`Hearsay raises ${what} in ${name}.`);
}

async function importPaths(daemon, paths) {
    const title = `Importing ${paths.map((each) => path.basename(each)).join(', ')}`;
    const location = vscode.ProgressLocation.Notification;
    await vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
        const result = await daemon.request('hearsay/import', { paths }, token);
        const said = `${result.imported} imported, ${result.updated} updated, ${result.unchanged} as they were`;
        if (!result.failed?.length) return vscode.window.showInformationMessage(`Archive: ${said}.`);
        const [first] = result.failed;
        vscode.window.showWarningMessage(`Archive: ${said}, ${result.failures} failed. ${first.path}: ${first.error}`);
    });
}

async function importFile(daemon) {
    const document = activeDocument();
    if (!document) return;
    if (document.isUntitled || document.isDirty) {
        vscode.window.showInformationMessage('Save the file first: the archive takes what is on the disk.');
        return;
    }
    await importPaths(daemon, [document.uri.fsPath]);
}

async function importFolder(daemon) {
    const chosen = await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel: 'Import' });
    if (chosen) await importPaths(daemon, chosen.map(({ fsPath }) => fsPath));
}

// The page, by the program: from the editor's text, saved or not.
function makeReport(document) {
    const program = findProgram();
    if (!program) return Promise.reject(new Error('the program “hearsay” is not on the path'));
    const args = ['annotate', '--html', `--language=${document.languageId}`, '-'];
    return new Promise((resolve, reject) => {
        const child = execFile(program, args, { maxBuffer: REPORT_BYTES }, (error, stdout, stderr) => {
            if (error) reject(new Error(stderr.trim() || error.message));
            else resolve(stdout);
        });
        child.stdin.on('error', () => {}); // it has ended: the callback says why
        child.stdin.end(document.getText());
    });
}

async function exportReport() {
    const document = activeDocument();
    if (!document) return;
    const suggested = document.isUntitled ? undefined : vscode.Uri.file(document.uri.fsPath.replace(/\.[^./]*$/, '') + '.report.html');
    const target = await vscode.window.showSaveDialog({ defaultUri: suggested, filters: { 'Web page': ['html'] }, title: 'Export a report' });
    if (!target) return;
    await vscode.workspace.fs.writeFile(target, Buffer.from(await makeReport(document), 'utf8'));
    const open = 'Open';
    const chosen = await vscode.window.showInformationMessage(`The report is in ${path.basename(target.fsPath)}.`, open);
    if (chosen === open) vscode.env.openExternal(target);
}

// A failure is told, not thrown into the log.
function telling(body) {
    return async (...given) => {
        try {
            await body(...given);
        } catch (error) {
            vscode.window.showErrorMessage(`Hearsay: ${error.message}`);
        }
    };
}

function registerCommands(daemon, annotations, graph) {
    const commands = {
        'hearsay.checkFile': checkFile,
        'hearsay.importFile': () => importFile(daemon),
        'hearsay.importFolder': () => importFolder(daemon),
        'hearsay.showGraph': () => graph.show(),
        'hearsay.exportReport': exportReport,
        'hearsay.restart': () => daemon.restart(),
        'hearsay.reveal': reveal,
    };
    return Object.entries(commands).map(([name, body]) => vscode.commands.registerCommand(name, telling(body)));
}

module.exports = { registerCommands };
