// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the built program against a scripted exchange, and reads what it says on all its ways:
// its output, REST, the stream and the audit files.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const require = createRequire(join(process.env.LPM_NODE_PACKAGES, 'package.json'));
export const { WebSocket, WebSocketServer } = require('ws');

const program = join(process.env.LPM_BIN_DIR, 'position-monitor');
const PatienceMs = 120_000; // until something that must come has not come; a difference waits 60 s

export async function until(what, condition) {
  for (const end = Date.now() + PatienceMs; Date.now() < end; await pause(5)) {
    const value = await condition();
    if (value) return value;
  }
  throw new Error(`${typeof what === 'function' ? what() : what} did not come`);
}

export function makeFolder() {
  const path = mkdtempSync(join(tmpdir(), 'lpm-contract-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

// --- the audit files ---------------------------------------------------------------------------

// In the order of the chain: by day, and a day's first file before those that followed it.
export function trailNames(directory) {
  const placeOf = (name) => {
    const [, day, segment] = /^audit-([\d-]+)(?:\.(\d+))?\.jsonl$/.exec(name) ?? [];
    return day && `${day} ${(segment ?? '1').padStart(6, '0')}`;
  };
  return readdirSync(directory).filter(placeOf)
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

// Reads on from where it stopped, so that it can be asked at every message.
export class AuditTrail {
  constructor(directory) {
    this.directory = directory;
    this.read = new Map(); // file → bytes taken
    this.lines = [];
    this.hashes = new Set();
    this.writtenFills = new Map(); // fill id → how often
  }

  refresh() {
    let names = [];
    try {
      names = trailNames(this.directory);
    } catch {
      return this; // nothing was written yet
    }
    for (const name of names) this.readOn(join(this.directory, name));
    return this;
  }

  readOn(path) {
    const taken = this.read.get(path) ?? 0;
    if (statSync(path).size === taken) return;
    const bytes = readFileSync(path);
    const end = bytes.lastIndexOf('\n') + 1; // a line that is being written waits
    for (const text of bytes.subarray(taken, end).toString().split('\n')) {
      if (!text) continue;
      const line = JSON.parse(text);
      // Where a file could not be synced its last lines stand in the next one again, unchanged.
      if (this.hashes.has(line.hash)) continue;
      this.hashes.add(line.hash);
      this.lines.push(line);
      if (line.type === 'fill')
        this.writtenFills.set(line.tid, (this.writtenFills.get(line.tid) ?? 0) + 1);
    }
    this.read.set(path, end);
  }

  ofType(type) {
    return this.refresh().lines.filter((line) => line.type === type);
  }
}

export async function run(args, options = {}) {
  const { env = {}, ...others } = options;
  try {
    const done = await promisify(execFile)(program, args, { env: environment(env), ...others });
    return { code: 0, ...done };
  } catch (error) {
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}

// Of the programs that run under a sanitizer, what they are told of it.
const sanitizing = Object.fromEntries(['ASAN', 'LSAN', 'UBSAN', 'TSAN']
  .map((name) => `${name}_OPTIONS`)
  .concat(process.env.TSAN_OPTIONS ? ['LD_PRELOAD'] : [])
  .filter((name) => process.env[name])
  .map((name) => [name, process.env[name]]));

// Only what the program needs: settings of whoever runs the tests stay out.
export function environment(more, home = tmpdir()) {
  return { ...sanitizing, PATH: process.env.PATH, HOME: home, XDG_DATA_HOME: join(home, 'share'),
    XDG_CONFIG_HOME: join(home, 'config'), QT_QPA_PLATFORM: 'offscreen', ...more };
}

// What an update that is no fill stands for: something was read, or funding was paid (every hour,
// on the hour).
const isChange = ({ type, event }) =>
  type === 'funding' || (type === 'position_change' && event === 'sync');

// --- a client of the stream --------------------------------------------------------------------

export class StreamClient {
  constructor(monitor, query) {
    this.monitor = monitor;
    this.messages = [];
    this.updates = [];
    this.problems = [];
    this.lastSeq = new Map(); // account → seq
    this.at = 0; // the next update that a test has not taken
    this.socket = new WebSocket(`${monitor.base.replace('http', 'ws')}`
      + `/api/v1/positions/stream${query}`);
    this.socket.on('message', (data) => this.take(JSON.parse(data)));
    this.socket.on('error', (error) => this.problems.push(String(error)));
  }

  take(message) {
    this.messages.push(message);
    if (message.type === 'initial_state') {
      for (const [account, state] of Object.entries(statesOf(message)))
        this.lastSeq.set(account, state.seq);
    }
    if (message.type !== 'position_update') return;
    this.updates.push(message);
    this.checkSeq(message);
    this.checkAudited(message);
  }

  checkSeq({ account, seq }) {
    const last = this.lastSeq.get(account);
    if (last !== undefined && seq !== last + 1)
      this.problems.push(`seq ${seq} of ${account} came after ${last}`);
    this.lastSeq.set(account, seq);
  }

  // What has arrived must have been in the file before.
  checkAudited(message) {
    const trail = this.monitor.trail;
    if (message.fill && trail.refresh().writtenFills.get(Number(message.fill.fill_id)) !== 1)
      this.problems.push(`fill ${message.fill.fill_id} arrived, and is not in the audit file once`);
    if (message.event_type === 'position_change' && !trail.refresh().lines.some((line) =>
      isChange(line) && line.account === message.account && line.coin === message.position.coin))
      this.problems.push(`a change of ${message.symbol} arrived that is not in the audit file`);
    if (message.audited === false) this.problems.push('an update says that it is not audited');
  }

  // The next update of the kind; those of other kinds that come before it are passed over.
  async next(eventType) {
    return until(`the next ${eventType}`, () => {
      while (this.at < this.updates.length) {
        const update = this.updates[this.at++];
        if (update.event_type === eventType) return update;
      }
      return null;
    });
  }

  ask(action, more = {}) {
    this.socket.send(JSON.stringify({ action, ...more }));
  }

  close() {
    this.socket.close();
    assert.deepEqual(this.problems, []);
  }
}

const statesOf = (message) => message.accounts ?? { [message.account]: message };

// --- the program -------------------------------------------------------------------------------

export class Monitor {
  // wrapper: the command that starts it, where it is not started as it is, such as prlimit's.
  constructor(exchange, folder, { accounts = [], flags = [], env = {}, wrapper = [],
    intervals = ['--sync-interval', '1', '--update-interval', '0'] }) {
    this.logs = join(folder.path, 'logs');
    this.trail = new AuditTrail(join(this.logs, 'trading'));
    this.output = '';
    this.errors = '';
    const args = ['--headless', '--live', '--rest-url', exchange.restUrl, '--ws-url',
      exchange.wsUrl, '--listen', '127.0.0.1:0', '--log-dir', this.logs, '--data-dir',
      join(folder.path, 'data'), ...intervals, ...flags];
    for (const account of accounts) args.push('--account', account);
    const [command, ...before] = [...wrapper, program];
    this.child = spawn(command, [...before, ...args], { cwd: folder.path,
      env: environment(env, folder.path), stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout.on('data', (part) => (this.output += part));
    this.child.stderr.on('data', (part) => (this.errors += part));
    this.ended = new Promise((resolve) => {
      const end = (how) => {
        this.hasEnded = true;
        resolve(how);
      };
      this.child.on('close', (code, signal) => end(code ?? signal));
      // A program that is not there is no reason to wait for its words.
      this.child.on('error', (error) => end((this.errors += error)));
    });
  }

  async listening() {
    this.base = await until(() => `the address (${this.output}${this.errors})`, () => {
      if (this.hasEnded) throw new Error(`the program ended: ${this.output}${this.errors}`);
      return /API +(http:\/\/[^/\s]+)\//.exec(this.output)?.[1];
    });
    return this;
  }

  async ready() {
    let last;
    await until(() => `readiness (${JSON.stringify(last)} ${this.errors})`, async () => {
      last = await this.get('health');
      return last.ready;
    });
    return this;
  }

  async get(path, query = '') {
    const response = await fetch(`${this.base}/api/v1/positions/${path}${query}`);
    return { httpStatus: response.status, ...(await response.json()) };
  }

  async stream(query = '') {
    const client = new StreamClient(this, query);
    await until('initial_state', () => client.messages[0]);
    assert.equal(client.messages[0].type, 'initial_state');
    return client;
  }

  kill(signal = 'SIGKILL') {
    this.child.kill(signal);
    return this.ended;
  }

  // As a service manager ends it; then every line of the audit trail is checked.
  async stop() {
    const code = await this.kill('SIGTERM');
    assert.equal(code, 0, this.errors);
    await this.verify();
    assert.equal(this.trail.refresh().lines.at(-1).type, 'stop');
  }

  async verify() {
    const verdict = await run(['audit', 'verify', this.trail.directory]);
    assert.equal(verdict.code, 0, verdict.stderr);
  }
}
