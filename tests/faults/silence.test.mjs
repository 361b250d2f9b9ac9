// SPDX-License-Identifier: GPL-3.0-or-later
// Silence of all kinds: of the whole feed, of one channel, of the exchange's machine.
import assert from 'node:assert/strict';
import { checkTruth, degraded, healthy, rig } from './rig.mjs';

// The comparison by request is far away: silence must be seen without it.
const rare = { monitor: { intervals: ['--sync-interval', '3600'] } };

rig('silent stall', rare, async ({ simulator, start, say }) => {
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  await simulator.tell('faults stall:1000');
  const since = Date.now();
  await simulator.strikes('stall', 1);
  await simulator.tell('trade 3'); // the feed does not tell
  const health = await degraded(monitor);
  say(`seen after ${(Date.now() - since) / 1000} s: ${health.reasons.join('; ')}`);
  assert.notEqual(health.accounts[0].feed_state, 'live');
  await checkTruth(monitor, simulator);
  client.close();
  await monitor.stop();
});

rig('pong alive but userFills dead', rare, async ({ simulator, start, say }) => {
  const monitor = await (await start()).ready();
  await healthy(monitor);
  const client = await monitor.stream();
  await simulator.tell('market stop', 'faults mute=userFills', 'trade 3');
  const since = Date.now();
  const fills = await simulator.fills(simulator.accounts[0]);
  for (let i = 0; i < 3; i++) assert.equal((await client.next('fill')).fill.source, 'backfill');
  say(`recovered after ${(Date.now() - since) / 1000} s by the pushed state`);
  assert.equal(monitor.trail.ofType('fill').length, fills.length);
  client.close();
  await checkTruth(monitor, simulator);
  await monitor.stop();
});

rig('userFills dead and no pushed state', {}, async ({ simulator, start }) => {
  const monitor = await (await start()).ready();
  await healthy(monitor);
  const client = await monitor.stream();
  await simulator.tell('market stop', 'faults mute=userFills,mute=allDexsClearinghouseState,'
    + 'mute=clearinghouseState', 'trade 3');
  for (let i = 0; i < 3; i++) assert.equal((await client.next('fill')).fill.source, 'backfill');
  client.close();
  await checkTruth(monitor, simulator);
  await monitor.stop();
});

rig('an exchange that stands still', rare, async ({ simulator, start }) => {
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  simulator.child.kill('SIGSTOP');
  const health = await degraded(monitor);
  assert.notEqual(health.accounts[0].feed_state, 'live');
  simulator.child.kill('SIGCONT');
  await simulator.tell('trade 3');
  await checkTruth(monitor, simulator);
  client.close();
  await monitor.stop();
});
