// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail carries what is known over a restart, however the program ended.
import assert from 'node:assert/strict';
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  Alice, checkAuditedFills, checkFill, checkSummary, scenario,
} from './scenario.mjs';
import { until } from './monitor.mjs';

const usual = {};

// Answers of the exchange wait until the client is there: then nothing can be missed.
async function startWatched({ exchange, start }) {
  let open;
  const gate = new Promise((resolve) => (open = resolve));
  exchange.delay = () => gate;
  const monitor = await start();
  const client = await monitor.stream();
  open();
  exchange.delay = null;
  await monitor.ready();
  return { monitor, client };
}

const newsOf = (client) => client.updates.filter((one) => one.event_type !== 'price_update');

async function tradeAndEnd(world, signal) {
  const { exchange, start } = world;
  exchange.trade(Alice, 'BTC', 'B', '0.02', '59000'); // before the first start
  exchange.hold(Alice, 'ETH', '-1.5', '3100');
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  for (const [side, size, price] of [['A', '0.005', '60500'], ['A', '0.03', '60300'],
    ['B', '0.01', '60011']])
    await checkFill(client, exchange.trade(Alice, 'BTC', side, size, price), 'live');
  await checkFill(client, exchange.trade(Alice, 'ETH', 'B', '0.5', '3050'), 'live');
  const before = await checkSummary(monitor, exchange);
  await monitor.kill(signal);
  await monitor.verify();
  return before;
}

for (const signal of ['SIGKILL', 'SIGTERM']) {
  scenario(`after ${signal} everything goes on and no fill comes again`, usual, async (world) => {
    const { exchange } = world;
    const before = await tradeAndEnd(world, signal);

    const { monitor, client } = await startWatched(world);
    const after = await checkSummary(monitor, exchange);
    for (const key of ['realized_pnl', 'fees', 'funding', 'net_pnl', 'positions']) {
      if (key !== 'positions') assert.equal(after[key], before[key], key);
      else
        for (const [symbol, position] of Object.entries(before.positions))
          assert.deepEqual([after.positions[symbol].basis, after.positions[symbol].opened_at],
            [position.basis, position.opened_at]);
    }
    assert.notEqual(after.epoch, before.epoch);
    await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.02', '60100'), 'live');
    assert.equal(newsOf(client).length, 1);
    client.close();
    await monitor.stop();
    checkAuditedFills(monitor, exchange);
    assert.deepEqual(monitor.trail.ofType('start').length, 2);
  });
}

scenario('fills made while it was stopped arrive as fills', { exchange: { snapshotRows: 0 } },
  async (world) => {
    const { exchange } = world;
    await tradeAndEnd(world, 'SIGTERM');
    const missed = [
      exchange.trade(Alice, 'BTC', 'B', '0.015', '60400'),
      exchange.trade(Alice, 'BTC', 'A', '0.04', '60500'),
      exchange.trade(Alice, 'BTC', 'B', '0.01', '60600'),
    ];

    const { monitor, client } = await startWatched(world);
    for (const trade of missed) await checkFill(client, trade, 'backfill');
    await checkSummary(monitor, exchange);
    assert.equal(newsOf(client).length, 3);
    client.close();
    await monitor.stop();
    const sources = checkAuditedFills(monitor, exchange).map((line) => line.source);
    assert.deepEqual(sources,
      ['backfill', 'live', 'live', 'live', 'live', 'backfill', 'backfill', 'backfill']);
  });

scenario('fills made while it was stopped arrive once when snapshot and history both tell them',
  usual, async (world) => {
    const { exchange } = world;
    await tradeAndEnd(world, 'SIGKILL');
    const missed = [exchange.trade(Alice, 'ETH', 'B', '3', '3050'),
      exchange.trade(Alice, 'ETH', 'A', '2', '3060')];
    const { monitor, client } = await startWatched(world);
    for (const trade of missed) await checkFill(client, trade, ['snapshot', 'backfill']);
    await checkSummary(monitor, exchange);
    client.close();
    await monitor.stop();
    checkAuditedFills(monitor, exchange);
  });

scenario('a position closed while it was stopped is flat and keeps what it earned', usual,
  async (world) => {
    const { exchange } = world;
    await tradeAndEnd(world, 'SIGTERM');
    const closing = exchange.trade(Alice, 'BTC', 'B', '0.005', '60400');
    assert.equal(closing.after.size, 0n);
    const { monitor, client } = await startWatched(world);
    const update = await checkFill(client, closing);
    assert.equal(update.position.is_flat, true);
    const summary = await checkSummary(monitor, exchange);
    assert.deepEqual(Object.keys(summary.positions), ['ETH-USD']);
    client.close();
    await monitor.stop();
  });

scenario('a line cut in the middle by a crash is set aside and told', usual, async (world) => {
  const { exchange } = world;
  await tradeAndEnd(world, 'SIGKILL');
  const directory = join(world.folder.path, 'logs', 'trading');
  const [file] = readdirSync(directory).filter((name) => name.endsWith('.jsonl'));
  appendFileSync(join(directory, file), '{"seq":999,"timestamp":"2025-');

  const { monitor, client } = await startWatched(world);
  await checkSummary(monitor, exchange);
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.02', '60100'), 'live');
  client.close();
  await monitor.stop();
  assert.ok(readdirSync(directory).some((name) => name.endsWith('.torn')));
  checkAuditedFills(monitor, exchange);
});

scenario('killed again and again in the middle of trading', usual, async (world) => {
  const { exchange, start } = world;
  for (let round = 0; round < 5; round++) {
    const monitor = await start();
    for (let i = 0; i < 10; i++)
      exchange.trade(Alice, ['BTC', 'ETH'][i % 2], i % 3 ? 'B' : 'A', '0.01', String(3000 + i));
    if (round % 2) await until('a fill', () => monitor.trail.refresh().writtenFills.size > 0);
    await monitor.kill('SIGKILL');
    await monitor.verify();
  }
  const { monitor, client } = await startWatched(world);
  await checkSummary(monitor, exchange);
  client.close();
  await monitor.stop();
  checkAuditedFills(monitor, exchange);
});

scenario('an exchange that is not there at the start is waited for', usual, async (world) => {
  const { exchange, start } = world;
  exchange.trade(Alice, 'BTC', 'B', '0.02', '59000');
  await exchange.stop();
  const monitor = await start();
  const health = await monitor.get('health');
  assert.deepEqual([health.httpStatus, health.status, health.running, health.ready],
    [200, 'degraded', true, false]);
  assert.ok(health.reasons.length > 0);
  const empty = await monitor.get('summary');
  assert.deepEqual([empty.httpStatus, empty.active_positions, empty.total_exposure],
    [200, 0, '0']);
  const client = await monitor.stream();

  await exchange.start(exchange.port);
  await monitor.ready();
  await checkFill(client, exchange.trade(Alice, 'BTC', 'A', '0.01', '60000'), 'live');
  await checkSummary(monitor, exchange);
  await until('health', async () => (await monitor.get('health')).status === 'healthy');
  client.close();
  await monitor.stop();
});

scenario('an exchange that goes away altogether is waited for', usual, async (world) => {
  const { exchange, start } = world;
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.02', '60000'), 'live');
  await exchange.stop();
  await until('degradation', async () => (await monitor.get('health')).status === 'degraded');
  const missed = exchange.trade(Alice, 'BTC', 'A', '0.03', '60500');
  assert.equal((await monitor.get('summary')).positions['BTC-USD'].quantity, '0.02');
  await exchange.start(exchange.port);
  await checkFill(client, missed, ['snapshot', 'backfill']);
  await checkSummary(monitor, exchange);
  client.close();
  await monitor.stop();
});
