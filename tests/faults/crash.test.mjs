// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 at any instruction: load at random, SIGKILL at a random moment, also in the first moments
// of a start, and a new start on what is left. LPM_CRASH_ROUNDS deaths; LPM_SEED repeats the plan.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Exchange } from '../contract/exchange.mjs';
import {
  makeFolder, Monitor, trailNames, until, WebSocket, WebSocketServer,
} from '../contract/monitor.mjs';
import { Alice, checkAuditedFills, checkSummary } from '../contract/scenario.mjs';

const Rounds = Number(process.env.LPM_CRASH_ROUNDS ?? 50);
const Seed = Number(process.env.LPM_SEED ?? 1);
const RoundsALife = 50; // then a folder and an exchange of its own: long trails only cost time
const LongestLifeMs = 250; // of a program that listens
const EarlyMs = 50; // a start that is cut short

// Whole numbers from a seed, 0 to bound − 1.
function randomOf(seed) {
  let state = BigInt.asUintN(64, BigInt(seed));
  return (bound) => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return Number((z ^ (z >> 31n)) % BigInt(bound));
  };
}

// What a client was shown before the death; nothing else is remembered of it.
class Witness {
  constructor(base) {
    this.seen = [];
    this.isTold = false; // of the state it joins at
    this.socket = new WebSocket(`${base.replace('http', 'ws')}/api/v1/positions/stream`);
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => {
      const message = JSON.parse(data);
      this.isTold = true;
      if (message.fill) this.seen.push(Number(message.fill.fill_id));
    });
  }
}

// The trail as it lies on the disk, chained by its own rule: line by line, each read once.
class Chain {
  constructor(directory) {
    this.directory = directory;
    this.read = new Map(); // file → bytes checked
    this.prev = '0'.repeat(64);
    this.seq = 0;
    this.fills = new Map(); // tid → its line
  }

  // Up to the last whole line; what is behind it the next start sets aside.
  check() {
    for (const name of trailNames(this.directory)) {
      const bytes = readFileSync(join(this.directory, name));
      const from = this.read.get(name) ?? 0;
      const end = bytes.lastIndexOf('\n') + 1;
      assert.ok(end >= from, `${name} has lost lines`);
      for (const text of bytes.subarray(from, end).toString().split('\n'))
        if (text) this.take(text);
      this.read.set(name, end);
    }
  }

  take(text) {
    const line = JSON.parse(text);
    const at = text.lastIndexOf(',"hash":"');
    const hash = createHash('sha256').update(`${text.slice(0, at)}}`).digest('hex');
    assert.equal(line.hash, hash, text);
    assert.equal(line.prev, this.prev, text);
    assert.equal(line.seq, this.seq + 1, text);
    this.prev = line.hash;
    this.seq = line.seq;
    if (line.type !== 'fill') return;
    assert.ok(!this.fills.has(line.tid), `fill ${line.tid} is written twice`);
    this.fills.set(line.tid, line);
  }
}

const start = (world) => {
  const monitor = new Monitor(world.exchange, world.folder, { accounts: [Alice] });
  world.monitor = monitor;
  return monitor;
};

function trade({ exchange, random }) {
  const coins = ['BTC', 'ETH', 'xyz:TSLA'];
  for (let i = random(6); i >= 0; i--) {
    exchange.trade(Alice, coins[random(3)], random(2) ? 'B' : 'A', `0.0${1 + random(9)}`,
      String(3000 + random(500)), { tells: random(10) > 0, sameTime: random(3) === 0 });
  }
}

// One life and its violent end. Returns what a client saw of it.
async function liveAndDie(world) {
  const { random, exchange } = world;
  const monitor = start(world);
  if (random(4) === 0) {
    trade(world);
    await pause(random(EarlyMs * 1000) / 1000);
    await monitor.kill();
    return [];
  }
  await monitor.listening();
  const witness = new Witness(monitor.base);
  await until('the stream', () => witness.isTold);
  const mustBeSeen = random(3) === 0; // how far a life comes in its time depends on the machine
  const end = Date.now() + random(LongestLifeMs * 1000) / 1000;
  do {
    trade(world);
    if (!mustBeSeen && random(8) === 0) exchange.dropFeeds();
    await pause(random(25));
  } while (Date.now() < end);
  // Slowly, for a coin that moves is not compared; and not at once, for the first news is an end
  // as good as any.
  for (let i = 0; mustBeSeen && witness.seen.length === 0; i++) {
    if (i % 40 === 0) trade(world);
    await pause(5);
  }
  await monitor.kill();
  await pause(0); // what had arrived is taken
  witness.socket.terminate();
  return witness.seen;
}

function checkDeath({ chain, exchange }, seen) {
  chain.check();
  for (const tid of seen)
    assert.ok(chain.fills.has(tid), `a client saw fill ${tid}, and the trail does not have it`);
  const { fills } = exchange.account(Alice);
  const real = new Set(fills.map((fill) => fill.tid));
  for (const tid of chain.fills.keys()) assert.ok(real.has(tid), `fill ${tid} never happened`);
}

async function rise(world) {
  const { exchange, chain } = world;
  const monitor = start(world);
  await monitor.listening();
  await monitor.ready();
  await until('every fill', () => monitor.trail.refresh().writtenFills.size
    === exchange.account(Alice).fills.length);
  await checkSummary(monitor, exchange);
  await monitor.stop(); // which verifies the whole trail by the program's own check
  checkAuditedFills(monitor, exchange);
  chain.check();
}

async function makeWorld(random) {
  const exchange = await new Exchange(WebSocketServer, { dexes: ['', 'xyz'] }).start();
  const folder = makeFolder();
  exchange.trade(Alice, 'BTC', 'B', '0.01', '60000');
  return { exchange, folder, random, chain: new Chain(join(folder.path, 'logs', 'trading')) };
}

const random = randomOf(Seed);
const total = { deaths: 0, fills: 0, seen: 0, torn: 0, ms: 0 };

// Deaths before the first line ever written leave no folder to check.
const isBorn = ({ folder }) => {
  try {
    return readdirSync(join(folder.path, 'logs', 'trading')).length > 0;
  } catch {
    return false;
  }
};

for (let from = 0; from < Rounds; from += RoundsALife) {
  const deaths = Math.min(RoundsALife, Rounds - from);
  test(`kill -9, deaths ${from + 1} to ${from + deaths}, seed ${Seed}`, { timeout: 300_000 },
    async (context) => {
      const since = Date.now();
      const world = await makeWorld(random);
      try {
        for (let i = 0; i < deaths; i++) {
          const seen = await liveAndDie(world);
          if (isBorn(world)) checkDeath(world, seen);
          total.deaths += 1;
          total.seen += seen.length;
        }
        await rise(world);
        total.fills += world.exchange.account(Alice).fills.length;
        total.torn += readdirSync(world.chain.directory)
          .filter((name) => name.endsWith('.torn')).length;
      } catch (error) {
        error.message += `\n${world.monitor.errors}`;
        throw error;
      } finally {
        if (!world.monitor.hasEnded) await world.monitor.kill();
        await world.exchange.stop();
        world.folder.remove();
      }
      total.ms += Date.now() - since;
      context.diagnostic(`${total.deaths} deaths, ${total.fills} fills, ${total.seen} of them seen`
        + ` by clients, ${total.torn} torn lines set aside, ${(total.ms / 1000).toFixed(0)} s`);
    });
}
