// SPDX-License-Identifier: GPL-3.0-or-later
// What the security checks share: a token, requests byte by byte, floods, and the memory that an
// attack costs the program.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isUpgraded, opensHandshake } from '../interop/rfc6455/handshake.mjs';
import { Peer } from '../interop/rfc6455/peer.mjs';

export const Token = 'CANARY-0123456789abcdef';
export const bearer = `Authorization: Bearer ${Token}`;
const MiB = 1 << 20;

export const portOf = (monitor) => Number(new URL(monitor.base).port);

// The flags with which a program asks for the token.
export function tokenFlags(folder, mode = 0o600) {
  const path = join(folder.path, 'token');
  writeFileSync(path, `${Token}\n`, { mode });
  return ['--token-file', path];
}

// --- requests ----------------------------------------------------------------------------------

function parsed(text) {
  const end = text.indexOf('\r\n\r\n');
  const [line, ...rest] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(rest.map((one) => {
    const colon = one.indexOf(':');
    return [one.slice(0, colon).toLowerCase(), one.slice(colon + 1).trim()];
  }));
  return { status: Number(line.split(' ')[1]), headers, body: text.slice(end + 4) };
}

// The path is sent as it is given.
export async function curl(url, ...args) {
  const { stdout } = await promisify(execFile)('curl',
    ['--silent', '--include', '--path-as-is', '--noproxy', '*', '--max-time', '10', ...args, url]);
  return parsed(stdout);
}

export const statusOf = async (url, ...args) => (await curl(url, ...args)).status;

// Sends the bytes, which the server refuses: its answer, behind which the connection has ended.
export async function refusal(port, bytes) {
  const peer = new Peer(port);
  try {
    await peer.connected();
    await peer.write(Buffer.from(bytes, 'latin1'));
    const { status, all } = await peer.answer();
    const body = await peer.body(Number(all('content-length')[0]));
    await peer.ended();
    return { status: Number(status.split(' ')[1]), body: body.toString() };
  } finally {
    peer.leave();
  }
}

export const requestTo = (port, line, headers = '') =>
  `${line} HTTP/1.1\r\nHost: localhost:${port}\r\n${headers}\r\n`;

// --- the stream --------------------------------------------------------------------------------

// A peer of the stream does these steps, one after the other.
export async function streams(port, changes, steps) {
  const peer = new Peer(port);
  try {
    await peer.connected();
    for (const step of [opensHandshake(changes), ...steps]) await step(peer);
  } finally {
    peer.leave();
  }
}

export async function upgraded(port, changes = {}) {
  const peer = new Peer(port);
  await peer.connected();
  for (const step of [opensHandshake(changes), isUpgraded()]) await step(peer);
  return peer;
}

// --- floods ------------------------------------------------------------------------------------

// Sends the bytes over and over until the server has ended the connection: after its answer it
// passes over what still comes for a second, so that the answer can be read.
export async function floods(peer, bytes, forMs = 3000) {
  const started = Date.now();
  while (peer.end === null) {
    assert.ok(Date.now() - started < forMs, 'the flood goes on and on');
    await peer.write(bytes);
  }
}

// Under a sanitizer memory is another matter.
const countsMemory = !process.env.LPM_SANITIZER;

function memoryOf(pid, what) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)[1]) * 1024;
}

// The memory that the attack takes at its height, when the program has met it once before.
export async function costsAtMost(monitor, mebibytes, attack) {
  const { pid } = monitor.child;
  await attack();
  writeFileSync(`/proc/${pid}/clear_refs`, '5'); // the height is counted from now on
  const before = memoryOf(pid, 'VmRSS');
  await attack();
  const growth = (memoryOf(pid, 'VmHWM') - before) / MiB;
  if (countsMemory)
    assert.ok(growth <= mebibytes, `${growth.toFixed(2)} MiB, at most ${mebibytes} are right`);
}
