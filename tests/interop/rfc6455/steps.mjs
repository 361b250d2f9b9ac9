// SPDX-License-Identifier: GPL-3.0-or-later
// What a case is made of: steps that a peer does or expects, one after the other. Whatever comes is
// taken in order, so a step also says that nothing else came before it.
import assert from 'node:assert/strict';

import { opcodes, ping, utf8, close } from './wire.mjs';

export const pingCommand = '{"action":"ping"}';
const pongAnswer = '{"type":"pong"}';
const errors = {
  invalid_json: 'a message must be JSON',
  not_an_object: 'a message must be a JSON object',
  unknown_action: 'a message needs an action, which is a text',
  binary: 'messages are text, not binary',
};

// --- what the peer sends ---------------------------------------------------------------------

export const send = (...frames) => (peer) => peer.write(Buffer.concat(frames.flat()));

export const sendEach = (...frames) => async (peer) => {
  for (const bytes of frames.flat()) await peer.write(bytes);
};

export const sendInPieces = (size, ...frames) => async (peer) => {
  const bytes = Buffer.concat(frames.flat());
  for (let at = 0; at < bytes.length; at += size) await peer.write(bytes.subarray(at, at + size));
};

// A ping goes before the cut: its pong tells that the server has read up to there.
export const sendCutAt = (at, ...frames) => async (peer) => {
  const bytes = Buffer.concat(frames.flat());
  const sign = `cut at ${at}`;
  await peer.write(Buffer.concat([ping(sign), bytes.subarray(0, at)]));
  await hearsPong(sign)(peer);
  await peer.write(bytes.subarray(at));
};

export const finishesSending = () => async (peer) => peer.finishSending();

// --- what the peer hears ---------------------------------------------------------------------

const nameOf = (opcode) => Object.keys(opcodes).find((name) => opcodes[name] === opcode);

function describe({ opcode, payload }) {
  if (opcode === opcodes.close && payload.length >= 2)
    return `close ${payload.readUInt16BE(0)} “${payload.subarray(2)}”`;
  const shown = payload.length > 80 ? `${payload.subarray(0, 80)}… (${payload.length})` : payload;
  return `${nameOf(opcode)} “${shown}”`;
}

function expectFrame(came, kind, isRight, what) {
  const isExpected = came.opcode === opcodes[kind] && isRight(came.payload);
  assert.ok(isExpected, `expected ${what}, came ${describe(came)}`);
}

const hearsText = (expected, what) => async (peer) => {
  const came = await peer.frame(what);
  expectFrame(came, 'text', (payload) => utf8(payload) === expected, what);
};

export const hearsAnswer = () => hearsText(pongAnswer, `text “${pongAnswer}”`);

export function hearsError(code) {
  const expected = JSON.stringify({ type: 'error', code, message: errors[code] });
  return hearsText(expected, `text “${expected}”`);
}

export const hearsPong = (payload = '') => async (peer) => {
  const expected = Buffer.from(payload);
  const what = `pong “${expected.toString('latin1')}” (${expected.length} bytes)`;
  const came = await peer.frame(what);
  expectFrame(came, 'pong', (bytes) => bytes.equals(expected), what);
};

export const hearsState = () => async (peer) => {
  const came = await peer.frame('initial_state');
  expectFrame(came, 'text', (payload) => JSON.parse(utf8(payload)).type === 'initial_state',
    'initial_state');
};

export const isClosedWith = (code) => async (peer) => {
  const what = `close ${code}`;
  const came = await peer.frame(what);
  expectFrame(came, 'close', (payload) => payload.length >= 2 && payload.readUInt16BE(0) === code
    && utf8(payload.subarray(2)) !== null, what);
  await peer.ended();
};

export const seesTheEnd = () => (peer) => peer.ended();

export const leaves = () => async (peer) => {
  await send(close(1000))(peer);
  await isClosedWith(1000)(peer);
  assert.equal(peer.end, 'closed', 'the connection was reset');
};

// --- an echo ---------------------------------------------------------------------------------

// The answer to a subscribe repeats its symbols, so any text can be had back.
const before = '{"action":"subscribe","accounts":[],"symbols":["';
const after = '"]}';
export const echoOverhead = before.length + after.length;

export const echoCommand = (symbol) =>
  Buffer.concat([Buffer.from(before), Buffer.from(symbol), Buffer.from(after)]);

const echoOf = (symbol) => JSON.stringify({ type: 'subscribed', symbols: [symbol], accounts: [],
  events: null, format: 'full', min_interval_ms: 0, seqs: {} });

export const hearsEcho = (symbol) => async (peer) => {
  const came = await peer.frame('an echo');
  const expected = echoOf(symbol);
  expectFrame(came, 'text', (payload) => JSON.stringify(JSON.parse(utf8(payload))) === expected,
    `text “${expected.slice(0, 80)}…” (${expected.length})`);
};

export const filling = (bytes) => 'x'.repeat(bytes - echoOverhead);
export const fillingOfAnswer = (bytes) => 'x'.repeat(bytes - echoOf('').length);
