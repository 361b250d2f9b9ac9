// SPDX-License-Identifier: GPL-3.0-or-later
// Which account is watched, and that several never mix.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  Alice, Bob, checkAuditedFills, checkFill, checkSummary, expectedSummary, scenario,
} from './scenario.mjs';
import { until } from './monitor.mjs';

// A known pair; it belongs to nobody.
const PrivateKey = '0123456789'.repeat(7).slice(0, 64);
const KeysAddress = '0x14791697260e4c9a71f18484c9f997b308e59325';

const two = { monitor: { accounts: [`${Alice}=alice`, Bob] } };

scenario('two accounts trade the same coin and never mix', two, async ({ exchange, start }) => {
  exchange.trade(Alice, 'ETH', 'B', '2', '2950');
  exchange.trade(Bob, 'ETH', 'A', '7', '2960');
  const monitor = await (await start()).ready();
  const clients = {
    first: await monitor.stream(), // the default is the account named first
    alice: await monitor.stream('?account=alice'),
    bob: await monitor.stream(`?account=${Bob}`),
    all: await monitor.stream('?account=all'),
  };
  const trades = [];
  for (const [address, coin, side, size, price] of [
    [Alice, 'BTC', 'B', '0.02', '60000'], [Bob, 'BTC', 'A', '0.05', '60010'],
    [Alice, 'ETH', 'A', '5', '3010'], [Bob, 'ETH', 'B', '7', '3020'],
    [Bob, 'BTC', 'B', '0.07', '60020'], [Alice, 'BTC', 'A', '0.02', '60030']])
    trades.push([address, exchange.trade(address, coin, side, size, price)]);

  for (const [address, trade] of trades) {
    const own = address === Alice ? [clients.first, clients.alice] : [clients.bob];
    for (const client of [...own, clients.all]) {
      const update = await checkFill(client, trade, 'live');
      assert.equal(update.account, address);
      assert.equal(update.account_label, address === Alice ? 'alice' : null);
    }
  }
  for (const address of [Alice, Bob]) {
    const summary = await checkSummary(monitor, exchange, address);
    assert.equal(summary.account, address);
  }
  const all = await monitor.get('summary', '?account=all');
  assert.deepEqual(Object.keys(all.accounts).sort(), [Alice, Bob]);
  const sum = (key) => [Alice, Bob].map((address) => expectedSummary(exchange, address)[key])
    .reduce((a, b) => a + b);
  assert.equal(all.active_positions, sum('active_positions'));
  for (const [name, account] of [['first', Alice], ['alice', Alice], ['bob', Bob]])
    assert.ok(clients[name].updates.every((update) => update.account === account), name);
  for (const client of Object.values(clients)) client.close();
  await monitor.stop();
  for (const address of [Alice, Bob]) checkAuditedFills(monitor, exchange, address);
});

scenario('an account that is not watched is refused by name', two, async ({ exchange, start }) => {
  const monitor = await (await start()).ready();
  const answer = await monitor.get('summary', `?account=0x${'77'.repeat(20)}`);
  assert.ok(answer.httpStatus >= 400 && answer.httpStatus < 500);
  assert.equal(typeof answer.detail, 'string');
  exchange.tell('userFills', { user: `0x${'77'.repeat(20)}`, fills: [] }, Alice);
  await checkSummary(monitor, exchange);
});

scenario('accounts are the same in any letters, and named twice are one', {
  monitor: { accounts: [`0x${'AA'.repeat(20)}`, `0x${'aa'.repeat(20)}`] } },
async ({ exchange, start }) => {
  const address = `0x${'aa'.repeat(20)}`;
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  await checkFill(client, exchange.trade(address, 'BTC', 'B', '0.02', '60000'), 'live');
  await checkSummary(monitor, exchange, address);
  const all = await monitor.get('summary', '?account=all');
  assert.deepEqual(Object.keys(all.accounts), [address]);
  client.close();
});

scenario('the address of an agent leads to its master, and that is said', {}, async (world) => {
  const { exchange, start } = world;
  const agent = `0x${'c3'.repeat(20)}`;
  exchange.roles.set(agent, { role: 'agent', data: { user: Bob } });
  exchange.trade(Bob, 'BTC', 'B', '0.02', '60000');
  const monitor = await (await start({ accounts: [`${agent}=mine`] })).ready();
  const client = await monitor.stream();
  await checkFill(client, exchange.trade(Bob, 'BTC', 'B', '0.01', '60100'), 'live');
  const summary = await checkSummary(monitor, exchange, Bob);
  assert.equal(summary.account, Bob);
  assert.equal((await monitor.get('summary', '?account=mine')).account, Bob);
  const health = await monitor.get('health');
  assert.ok(health.reasons.some((reason) => /agent/.test(reason) && /master/.test(reason)));
  assert.match(monitor.errors, /agent’?'?s address/);
  client.close();
  await monitor.stop();
  checkAuditedFills(monitor, exchange, Bob);
});

scenario('an address that the exchange does not know is watched, and that is said', {},
  async ({ exchange, start }) => {
    exchange.roles.set(Alice, { role: 'missing' });
    const monitor = await (await start()).ready();
    const client = await monitor.stream();
    assert.ok((await monitor.get('health')).reasons.some((reason) => /not known/.test(reason)));
    await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.01', '60100'), 'live');
    client.close();
  });

function* filesBelow(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

scenario('a private key gives the address and is found nowhere', {
  monitor: { accounts: [], env: { HYPERLIQUID_PRIVATE_KEY: `0x${PrivateKey}` },
    flags: ['--log-level', 'debug'] } },
async ({ exchange, start, folder }) => {
  exchange.trade(KeysAddress, 'BTC', 'B', '0.02', '60000');
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  const { messages } = client;
  await checkFill(client, exchange.trade(KeysAddress, 'BTC', 'A', '0.01', '60100'), 'live');
  const summary = await checkSummary(monitor, exchange, KeysAddress);
  assert.equal(summary.account, KeysAddress);
  client.ask('get_summary');
  await until('a summary', () => messages.some((message) => message.type === 'summary'));
  const said = [JSON.stringify(messages), JSON.stringify(exchange.asked)];
  for (const path of ['positions/summary', 'positions/health', 'health', 'version', 'accounts',
    'positions', 'fills', 'reconciliation', 'audit/head'])
    said.push(await (await fetch(`${monitor.base}/api/v1/${path}`)).text());
  said.push(await (await fetch(`${monitor.base}/metrics`)).text());
  const environment = `/proc/${monitor.child.pid}/environ`;
  if (existsSync(environment)) said.push(readFileSync(environment, 'latin1'));
  client.close();
  await monitor.stop();
  said.push(monitor.output, monitor.errors);
  for (const path of filesBelow(folder.path)) said.push(readFileSync(path, 'latin1'));
  assert.ok(said.every((text) => !text.toLowerCase().includes(PrivateKey)));
  assert.ok(said.some((text) => text.includes(KeysAddress)));
});
