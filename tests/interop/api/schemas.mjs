// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the API is what /openapi.json and /asyncapi.json say: both are valid, every route gives
// every described answer, every message of the stream is provoked, each is what its schema says to
// the last key, and nothing is described that was not seen.
// Usage: node schemas.mjs PACKAGES PORT SERVER [ARGUMENT]…   SERVER is api_fixture
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Description } from './description.mjs';
import { checkDocuments } from './documents.mjs';
import { require, startServer } from './examples.mjs';
import { checkForgotten, checkRoutes, checkWithToken, crowd } from './routes.mjs';
import { checkStream, checkStreamToken } from './stream.mjs';
import { ask } from './wire.mjs';

const Token = '0123456789abcdef';
// What no request from outside leads to; tests/server/tst_routes.cpp has the answer.
const NotProvoked = {
  'status 500': 'a fault of the program',
  internal: 'a fault of the program',
};

function checkUse(rest, stream) {
  const answers = rest.operations().flatMap(([method, path, { responses }]) =>
    Object.keys(responses).filter((status) => !NotProvoked[`status ${status}`])
      .map((status) => `${method} ${path} ${status}`));
  assert.deepEqual(answers.filter((one) => !rest.used.has(one)), [], 'answers that never came');
  const { schemas } = rest.document.components;
  const codes = schemas.Error.properties.code.enum.filter((code) => !NotProvoked[code]);
  assert.deepEqual(codes.filter((code) => !rest.codes.has(code)), [], 'codes that never came');

  const commands = new Set(stream.commands().keys());
  const told = Object.entries(stream.document.components.messages)
    .filter(([, { payload }]) => !commands.has(stream.resolve(payload).properties?.action?.const))
    .map(([name]) => name);
  assert.deepEqual(told.filter((name) => !stream.used.has(name)), [], 'messages that never came');
  const errors = stream.document.components.schemas.ErrorMessage.properties.code.enum;
  assert.deepEqual(errors.filter((code) => !stream.codes.has(code)), [], 'errors that never came');

  for (const one of [rest, stream]) {
    const isElsewhere = (name) => one === stream && name.split('.')[0] in schemas;
    const unseen = [...one.known].filter((name) => !one.seen.has(name) && !isElsewhere(name));
    assert.deepEqual(unseen, [], 'keys that were never seen');
  }
  return [`${rest.operations().length} routes`, `${answers.length} answers of them`,
    `${codes.length} codes`, `${told.length} kinds of messages`, `${errors.length} errors`,
    `${rest.known.size + stream.known.size} keys`].join(', ');
}

const folder = mkdtempSync(join(tmpdir(), 'lpm-schemas-'));
const servers = [];
const start = async (...args) => {
  servers.push(await startServer(args));
  return servers.at(-1);
};
try {
  const open = await start();
  const get = async (path) => JSON.parse((await ask(open.base, 'GET', path)).body);
  const rest = new Description(await get('/openapi.json'), require);
  const stream = new Description(await get('/asyncapi.json'), require);
  const check = async (name, action) => {
    await action();
    console.log(`ok ${name}`);
  };
  await check('documents', () => checkDocuments(rest, stream, require));
  await check('routes', () => checkRoutes(open, rest));
  await check('stream', () => checkStream(open, stream));
  await check('routes without a state', () => checkForgotten(open, rest));

  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, `${Token}\n`, { mode: 0o600 });
  const guarded = await start('--token-file', tokenFile, '--max-clients', '1');
  await check('routes with a token', () => checkWithToken(guarded, rest, Token));
  await check('stream with a token', () => checkStreamToken(guarded, rest, stream, Token));
  await check('routes in a crowd', async () =>
    crowd(await start('--unfinished-heads', '4'), rest));
  console.log(`ok ${checkUse(rest, stream)}`);
} finally {
  for (const { server } of servers) server.kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
