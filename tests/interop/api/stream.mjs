// SPDX-License-Identifier: GPL-3.0-or-later
// Provokes every message of the stream, both ways, and holds each against its description.
import assert from 'node:assert/strict';

import { Account, commandsOfGuide } from './documents.mjs';
import { example, require, until } from './examples.mjs';

const WebSocket = require('ws');
const Epoch = '2025-02-11T17:00:00.000Z';

class Client {
  constructor(base, description, query = '', options = {}) {
    this.messages = [];
    this.taken = 0;
    this.socket = new WebSocket(`ws://${base}/api/v1/positions/stream${query}`, options);
    this.description = description;
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
    this.socket.on('message', (data) => this.messages.push(JSON.parse(data)));
    this.socket.on('error', (error) => (this.failure = error));
  }

  // The next message that is so; those before it are passed over, all are checked.
  async next(what, isWanted) {
    return until(what, () => {
      if (this.failure) throw this.failure;
      while (this.taken < this.messages.length) {
        const message = this.messages[this.taken++];
        this.description.checkMessage(message);
        if (isWanted(message)) return message;
      }
      return null;
    });
  }

  nextOf(type) {
    return this.next(type, (message) => (message.type ?? message.t) === type);
  }

  say(message) {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message
      : JSON.stringify(message));
  }

  async refused(code, message) {
    this.say(message);
    assert.equal((await this.nextOf('error')).code, code, String(message).slice(0, 80));
  }

  async end() {
    this.socket.close();
    await this.closed;
  }
}

async function opened(base, description, query) {
  const client = new Client(base, description, query);
  const state = await client.nextOf('initial_state');
  return { client, state };
}

async function updates({ base, tell }, description) {
  const { client, state } = await opened(base, description);
  const all = await opened(base, description, '?account=all');
  assert.equal(Object.keys(all.state.accounts).length, 2);
  const expected = { fill: 'fill', late: 'fill', liquidated: 'fill', unaudited: 'price_update',
    flat: 'position_change', unknown: 'position_change', new: 'position_change',
    stale: 'price_update' };
  for (const [word, type] of Object.entries(expected)) {
    await tell(word);
    const update = await client.next(word, (one) => one.event_type === type);
    assert.equal(update.late === true, word === 'late');
    assert.equal(update.fill?.forced === 'liquidation', word === 'liquidated');
    assert.equal(update.audited === false, word === 'unaudited');
    assert.equal(update.position.is_flat, word === 'flat');
    assert.deepEqual(await all.client.next(word, (one) => one.seq === update.seq), update);
  }
  assert.equal(client.messages.at(-1).seq - state.seq, client.messages.length - 1);
  await tell('later 31000');
  await client.nextOf('ping');
  await client.end();
  await all.client.end();
  return state.seq;
}

async function compact({ base, tell }, description) {
  const { client } = await opened(base, description);
  client.say({ action: 'subscribe', format: 'compact' });
  const { names } = await client.nextOf('subscribed');
  assert.ok(Object.values(names.symbols).includes('BTC-USD'));
  for (const word of ['fresh', 'fresh 1'])
    await tell(word);
  await client.next('in full', (one) => one.symbol === 'XRP-USD');
  const told = await client.nextOf('names');
  const price = await client.nextOf('p');
  assert.equal(told.names.symbols[price.s], 'XRP-USD');
  for (const word of ['new', 'price', 'stale']) await tell(word);
  const full = await client.next('all of it', (one) => one.e);
  assert.deepEqual([full.e, full.x, full.g], ['stale', '47499.5', '250']);
  client.say({ action: 'get_summary' });
  await client.nextOf('summary');
  await client.end();
}

async function resumption({ base }, description, before) {
  const { client, state } = await opened(base, description);
  client.say({ action: 'resume', epoch: state.epoch, seqs: { [Account]: before } });
  const resumed = await client.nextOf('resumed');
  assert.deepEqual(resumed.seqs, { [Account]: { from: before + 1, to: state.seq } });
  const missed = await client.next('a missed fill', (one) => one.missed);
  assert.ok(missed.fill && missed.seq > before);
  await client.end();
  const other = await opened(base, description);
  await other.client.refused('not_resumable',
    { action: 'resume', epoch: '2025-01-01T00:00:00.000Z', seqs: { main: 0 } });
  await other.client.end();
}

// What the server refuses is refused by the schemas of commands where they can know.
async function wrongMessages({ base }, description) {
  const { client } = await opened(base, description);
  const both = [{ action: 'buy' }, {}, { action: 5 }, { action: 'get_summary', account: 5 },
    { action: 'subscribe', symbols: 'BTC-USD' }, { action: 'subscribe', symbols: [5] },
    { action: 'subscribe', symbols: Array(1001).fill('BTC') },
    { action: 'subscribe', accounts: {} }, { action: 'subscribe', events: ['trade'] },
    { action: 'subscribe', format: 'zip' }, { action: 'subscribe', min_interval_ms: -1 },
    { action: 'subscribe', min_interval_ms: 1.5 },
    { action: 'subscribe', min_interval_ms: 3600001 },
    { action: 'subscribe', min_interval_ms: '5' }, { action: 'resume', seqs: { main: 0 } },
    { action: 'resume', epoch: Epoch }, { action: 'resume', epoch: Epoch, seqs: {} },
    { action: 'resume', epoch: Epoch, seqs: { main: -1 } },
    { action: 'resume', epoch: Epoch, seqs: { main: 1.5 } },
    { action: 'resume', epoch: Epoch, seqs: { main: '1' } }];
  for (const command of both) {
    assert.notDeepEqual(description.faultsOfCommand(command), [], JSON.stringify(command));
    const isKnown = description.commands().has(command.action);
    await client.refused(isKnown ? 'invalid_argument' : 'unknown_action', command);
  }
  await client.refused('invalid_json', 'hello');
  await client.refused('not_an_object', '[]');
  await client.refused('too_deep', '['.repeat(65) + ']'.repeat(65));
  await client.refused('binary', Buffer.from([0, 1, 2]));
  await client.refused('unknown_account', { action: 'get_summary', account: 'nobody' });
  await client.refused('unknown_account', { action: 'subscribe', accounts: ['nobody'] });
  await client.end();
}

// Every command of the guide, of the description, and with each key as null, is accepted.
async function rightCommands({ base }, description) {
  const commands = [...commandsOfGuide(), ...[...description.commands().values()]
    .flatMap((one) => one.examples), { action: 'get_summary', account: null },
  { action: 'subscribe', symbols: null, accounts: null, events: null, format: null,
    min_interval_ms: null }, { action: 'subscribe', symbols: [], accounts: [], events: [] }];
  for (const command of commands) {
    assert.deepEqual(description.faultsOfCommand(command), [], JSON.stringify(command));
    const { client } = await opened(base, description);
    const { answers } = description.commands().get(command.action);
    client.say(command);
    const answer = await client.next(`the answer to ${JSON.stringify(command)}`, () => true);
    assert.equal(answer.type, answers[0], JSON.stringify(command));
    await client.end();
  }
}

// What the documented client says is what the description lets it say.
async function documentedClient({ base, tell }, description) {
  const said = [];
  globalThis.WebSocket = class extends WebSocket {
    send(text) {
      said.push(JSON.parse(text));
      super.send(text);
    }
  };
  const module = { exports: {} };
  new Function('module', 'exports', example('PositionStream.ts', base))(module, module.exports);
  let fills = 0;
  const stream = new module.exports.PositionStream(undefined, { onFill: () => (fills += 1) });
  await until('its state', () => stream.isLive);
  await tell('fill');
  await until('its fill', () => fills > 0);
  await until('its question', () => said.some((one) => one.action === 'get_summary'));
  stream.close();
  for (const command of said)
    assert.deepEqual(description.faultsOfCommand(command), [], JSON.stringify(command));
}

async function slowClient({ base, tell }, description) {
  const { client } = await opened(base, description);
  client.socket.pause();
  await tell('burst 20000');
  client.socket.resume();
  const skipped = await client.nextOf('skipped');
  assert.ok(skipped.from <= skipped.to);
  await client.end();
}

async function endings({ base, tell }, description) {
  const { client } = await opened(base, description);
  await tell('stop');
  await client.refused('not_running', { action: 'get_summary' });
  await tell('start');
  await tell('forget');
  await client.refused('no_state', { action: 'get_summary', account: 'second' });
  await client.end();
}

export async function checkStream(server, description) {
  const before = await updates(server, description);
  await compact(server, description);
  await resumption(server, description, before);
  await wrongMessages(server, description);
  await rightCommands(server, description);
  await documentedClient(server, description);
  await slowClient(server, description);
  await endings(server, description);
}

export async function checkStreamToken({ base }, rest, description, token) {
  const guest = new Client(base, description);
  guest.socket.on('open', () => guest.say({ action: 'ping' }));
  assert.equal((await guest.nextOf('error')).code, 'unauthorized');
  assert.equal(await guest.closed, 1008);
  const client = new Client(base, description, '',
    { headers: { Authorization: `Bearer ${token}` } });
  await client.nextOf('initial_state');
  const refused = new Client(base, description);
  const answer = await new Promise((resolve) => {
    refused.socket.on('unexpected-response', (request, response) => {
      let body = '';
      response.on('data', (part) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers,
        body }));
    });
  });
  const { code } = rest.checkAnswer('GET', '/api/v1/positions/stream', answer);
  assert.equal(code, 'too_many_clients');
  await client.end();
  await until('room for another', async () => {
    const late = new Client(base, description);
    const isOpen = await new Promise((resolve) => {
      late.socket.on('open', () => resolve(true)).on('error', () => resolve(false));
    });
    if (!isOpen) return false;
    late.say({ action: 'auth', token });
    await late.nextOf('authenticated');
    await late.nextOf('initial_state');
    await late.end();
    return true;
  });
}
