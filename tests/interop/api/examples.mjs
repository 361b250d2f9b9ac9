// SPDX-License-Identifier: GPL-3.0-or-later
// What the checks of the documented clients share: a server to start, patience, and the examples
// as they stand in the documentation.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const [packages, wantedPort, ...command] = process.argv.slice(2);
export const require = createRequire(join(packages, 'package.json'));
const typescript = require('typescript');
export const clients = join(dirname(fileURLToPath(import.meta.url)), '../../../docs/clients');
const patience = 20_000; // ms until something that must come has not come

// Options come before the port; with any the port is a free one. tell(LINE) resolves once the
// server's script (api_fixture) did what the line says.
export async function startServer(options = []) {
  const port = options.length ? '0' : wantedPort;
  const server = spawn(command[0], [...command.slice(1), ...options, port], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  const base = await new Promise((resolve, reject) => {
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
    server.stdout.on('data', (part) => {
      text += part;
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(text);
      if (found) resolve(`localhost:${found[1]}`);
    });
  });
  const tell = async (line) => {
    const before = text.length;
    server.stdin.write(`${line}\n`);
    await until(`"${line}" to happen`, () => text.slice(before).includes(`did ${line}\n`));
  };
  return { server, base, tell };
}

export async function until(what, condition, wait = patience) {
  for (const end = Date.now() + wait; Date.now() < end; await pause(10)) {
    const value = await condition();
    if (value) return value;
  }
  throw new Error(`${what} did not come`);
}

// An example as it stands in the documentation, as JavaScript.
export function example(name, base) {
  const source = readFileSync(join(clients, name), 'utf8').replaceAll('localhost:8000', base);
  return typescript.transpileModule(source, {
    fileName: name,
    compilerOptions: {
      module: typescript.ModuleKind.CommonJS,
      target: typescript.ScriptTarget.ES2022,
      jsx: typescript.JsxEmit.ReactJSX,
    },
  }).outputText;
}

// What a strict compiler says of an example; [] where it has nothing to say.
export function complaintsAbout(name) {
  const { ModuleKind, ScriptTarget, createProgram, flattenDiagnosticMessageText,
    getPreEmitDiagnostics } = typescript;
  const program = createProgram([join(clients, name)], {
    strict: true, noEmit: true, types: [], target: ScriptTarget.ES2022,
    module: ModuleKind.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  });
  return getPreEmitDiagnostics(program)
    .map((one) => flattenDiagnosticMessageText(one.messageText, ' '));
}
