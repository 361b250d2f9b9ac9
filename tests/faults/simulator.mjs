// SPDX-License-Identifier: GPL-3.0-or-later
// The built exchange-simulator as a test commands it: faults on and off, bursts of trades, and its
// books, asked for where no fault meets the answer.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from '../contract/monitor.mjs';

const program = join(process.env.LPM_BIN_DIR, 'exchange-simulator');
const PageRows = 2000;

export class Simulator {
  // host: what clients call it, where that is not the address it listens on.
  constructor({ flags = [], wrapper = [], listen = '127.0.0.1:0', host } = {}) {
    this.accounts = [];
    this.waiting = []; // for the answer to a command, oldest first
    this.errors = '';
    this.host = host;
    const [command, ...before] = [...wrapper, program];
    this.child = spawn(command, [...before, '--listen', listen, '--control', ...flags],
      { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr.on('data', (part) => (this.errors += part));
    this.child.on('close', () => (this.hasEnded = true));
    createInterface({ input: this.child.stdout }).on('line', (line) => this.take(line));
  }

  take(line) {
    const [word, value] = line.split(/\s+/);
    const ours = (url) => (this.host ? url.replace(/\/\/[\d.]+:/, `//${this.host}:`) : url);
    if (word === 'REST') this.restUrl = ours(value);
    else if (word === 'WS') this.wsUrl = ours(value);
    else if (word === 'account') this.accounts.push(value);
    else if (word !== 'Simulated') this.waiting.shift()?.(line);
  }

  async start() {
    await until(() => `the simulator (${this.errors})`, () => {
      if (this.hasEnded) throw new Error(`the simulator ended: ${this.errors}`);
      return this.wsUrl && this.accounts.length >= 2;
    });
    return this;
  }

  async stop() {
    this.child.kill('SIGKILL');
    await until('the end of the simulator', () => this.hasEnded);
  }

  // Commands given one after the other are obeyed before anything else happens.
  async tell(...lines) {
    const answers = lines.map(() => new Promise((resolve) => this.waiting.push(resolve)));
    this.child.stdin.write(lines.map((line) => `${line}\n`).join(''));
    for (const answer of answers) assert.ok(!(await answer).startsWith('error'), await answer);
    return answers.at(-1);
  }

  async figures() {
    return JSON.parse(await this.tell('figures'));
  }

  async struck(name) {
    return (await this.figures()).struck[name] ?? 0;
  }

  // The fault strikes so often more than it has by now.
  async strikes(name, times) {
    const goal = (await this.struck(name)) + times;
    await until(`${name} ${times} times`, async () => (await this.struck(name)) >= goal);
  }

  async info(request) {
    return JSON.parse(await this.tell(`ask ${JSON.stringify(request)}`));
  }

  // --- its books -------------------------------------------------------------------------------

  async dexes() {
    return (await this.info({ type: 'perpDexs' })).map((dex) => dex?.name ?? '');
  }

  // coin → its decimals of size; perpetuals only.
  async sizeDecimals() {
    const known = new Map();
    for (const dex of await this.dexes()) {
      for (const { name, szDecimals } of (await this.info({ type: 'meta', dex })).universe)
        known.set(name, szDecimals);
    }
    return known;
  }

  // coin → the position as the exchange states it.
  async positions(user) {
    const found = new Map();
    for (const dex of await this.dexes()) {
      const state = await this.info({ type: 'clearinghouseState', user, dex });
      for (const { position } of state.assetPositions) found.set(position.coin, position);
    }
    return found;
  }

  // All that can be read, slices too, oldest first.
  async fills(user) {
    const byId = new Map();
    const keep = (fill) => byId.set(fillKey(fill), fill);
    for (let startTime = 0; ;) {
      const page = await this.info({ type: 'userFillsByTime', user, startTime });
      page.forEach(keep);
      if (page.length < PageRows) break;
      startTime = page.at(-1).time;
    }
    for (const { fill } of await this.info({ type: 'userTwapSliceFills', user })) keep(fill);
    return [...byId.values()].sort((a, b) => a.time - b.time);
  }
}

// What makes a fill the one it is; times in milliseconds.
export const fillKey = ({ coin, time, tid, oid, side }) =>
  [coin, time, tid, oid, side === 'B' || side === 'buy' ? 'buy' : 'sell'].join(' ');
