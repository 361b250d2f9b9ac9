// SPDX-License-Identifier: GPL-3.0-or-later
// Bad answers over HTTP: whatever comes, nothing is forgotten, nothing is believed, and it ends.
import assert from 'node:assert/strict';
import { until } from '../contract/monitor.mjs';
import { checkLimits, checkTruth, degraded, healthy, peakMemory, rig } from './rig.mjs';

const BoundMiB = 64; // 32 are promised; the peak of a loaded machine is not asserted so closely

// Comparisons by request must not spend the budget that the cases need.
const calm = { monitor: { intervals: ['--sync-interval', '15'] } };

const sizesOf = async (monitor) => Object.fromEntries(
  Object.entries((await monitor.get('summary')).positions)
    .map(([symbol, { side, quantity }]) => [symbol, `${side} ${quantity}`]));

// A reconnect while no answer is right: what was held is still shown, and not as live.
async function bear({ simulator, monitor }, fault, times) {
  await simulator.tell('market stop');
  await healthy(monitor);
  const before = await sizesOf(monitor);
  await simulator.tell(`faults ${fault}:1000`, 'disconnect');
  await simulator.strikes(fault, times);
  await degraded(monitor);
  assert.deepEqual(await sizesOf(monitor), before);
  await simulator.tell('trade 4');
  await checkTruth(monitor, simulator);
}

const cases = [
  ['429', 'http429', 1], // one is enough to wait for
  ['502 with a page of HTML', 'http502', 3],
  ['a page of HTML that calls itself a success', 'http-html200', 3],
  ['null that calls itself a success', 'http-null', 3],
  ['truncated JSON', 'http-truncated', 1], // each half list is charged as a whole one
  ['a connection cut in the middle of an answer', 'http-cut', 3],
  ['redirects', 'redirect', 3],
];
rig('5xx, HTML, truncated JSON, null, redirect, 429', calm, async ({ simulator, start, say }) => {
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  for (const [name, fault, times] of cases) {
    const since = Date.now();
    await bear({ simulator, monitor }, fault, times);
    say(`${name}: right again after ${(Date.now() - since) / 1000} s`);
  }
  client.close();
  await monitor.stop();
  await checkLimits(simulator, say);
});

for (const [name, fault] of [['answers that never come', 'http-hang'],
  ['answers that trickle', 'http-slow']]) {
  rig(name, {}, async ({ simulator, start, say }) => {
    const monitor = await (await start()).ready();
    await bear({ simulator, monitor }, fault, 2);
    await monitor.stop();
    await checkLimits(simulator, say);
  });
}

for (const [name, fault] of [['decompression bomb', 'gzip-bomb'], ['huge body', 'http-huge']]) {
  rig(name, {}, async ({ simulator, start, say }) => {
    const monitor = await (await start()).ready();
    await healthy(monitor);
    const before = peakMemory(monitor.child.pid);
    await bear({ simulator, monitor }, fault, 3);
    const growth = peakMemory(monitor.child.pid) - before;
    say(`the memory grew by ${growth.toFixed(1)} MiB at most`);
    assert.ok(growth <= BoundMiB, `${growth} MiB`);
    await monitor.stop();
  });
}

rig('a first start among bad answers', { simulator: { flags: ['--faults',
  'http502:500,http-truncated:300,http-null:300'] } }, async ({ simulator, start, say }) => {
  const monitor = await start();
  await simulator.strikes('http502', 5);
  const { positions } = await monitor.get('summary');
  await simulator.tell('market stop');
  const true_ = await simulator.positions(simulator.accounts[0]);
  for (const symbol of Object.keys(positions))
    assert.ok(true_.has(symbol.replace('-USD', '')), `${symbol} was invented`);
  await checkTruth(monitor, simulator);
  await monitor.stop();
  await checkLimits(simulator, say);
});

rig('the exchange is away, then there again', {}, async ({ simulator, start, say }) => {
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  await simulator.tell('faults http502:1000,close:1000', 'trade 5');
  const health = await degraded(monitor);
  assert.notEqual(health.accounts[0].feed_state, 'live');
  await simulator.strikes('close', 4);
  await checkTruth(monitor, simulator);
  await until('what was missed', () => client.updates.some((one) => one.event_type === 'fill'));
  client.close();
  await monitor.stop();
  await checkLimits(simulator, say);
});
