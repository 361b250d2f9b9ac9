// SPDX-License-Identifier: GPL-3.0-or-later
// How soon faults are seen and healed, measured and printed by scripts/faultfigures.sh; no test.
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../contract/monitor.mjs';
import { checkTruth, healthy, peakMemory, rig } from './rig.mjs';

const RoundTripMs = 100;
const wanted = (process.env.LPM_FIGURES ?? '').split(' ').filter(Boolean);
const QuietMs = 130_000; // until all that the start has asked for is over and forgotten
const Patience = 4; // times what until() waits, for what may take more than a minute

const usual = { simulator: { flags: ['--latency', String(RoundTripMs)] },
  monitor: { intervals: [] } }; // the program's own: 60 s, 1 s

function figure(name, options, measure) {
  if (wanted.length ? wanted.includes(name) : name !== 'soak') rig(name, options, measure);
  else test(name, { skip: true }, () => {});
}

async function patiently(what, condition) {
  for (let i = 1; ; i++) {
    try {
      return await until(what, condition);
    } catch (error) {
      if (i === Patience) throw error;
    }
  }
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(2)} s`;
const isLive = async (monitor) =>
  (await monitor.get('health')).accounts[0].feed_state === 'live';

async function begin({ simulator, start }) {
  const monitor = await (await start()).ready();
  await healthy(monitor);
  await simulator.tell('market stop');
  const client = await monitor.stream();
  const fills = () => client.updates.filter((one) => one.event_type === 'fill').length;
  return { monitor, client, fills };
}

figure('stall', usual, async (world) => {
  const { monitor } = await begin(world);
  await world.simulator.tell('market go', 'faults stall:1000');
  await world.simulator.strikes('stall', 1);
  const since = Date.now();
  await until('the stall to be shown', async () => !(await isLive(monitor)));
  world.say(`silent stall shown after ${seconds(since)} (goal 10 s)`);
});

figure('witness', usual, async (world) => {
  const { fills } = await begin(world);
  await world.simulator.tell('faults mute=userFills,mute=userTwapSliceFills', 'trade 3');
  const since = Date.now();
  await until('the fills', () => fills() === 3);
  world.say(`a muted channel's fills are in after ${seconds(since)} by the witness (goal 5 s)`);
});

figure('mute', usual, async (world) => {
  const { fills } = await begin(world);
  await world.simulator.tell('faults mute=userFills,mute=userTwapSliceFills,'
    + 'mute=allDexsClearinghouseState,mute=clearinghouseState', 'trade 3');
  const since = Date.now();
  await patiently('the fills', () => fills() === 3);
  world.say(`and after ${seconds(since)} without a witness (goal 65 s)`);
});

for (const missed of [2000, 10_000]) {
  figure('missed', usual, async (world) => {
    const { monitor } = await begin(world);
    await world.simulator.tell('market go'); // where no mark comes, marks are asked for
    if (missed > 2000) await pause(QuietMs);
    const connected = () => monitor.trail.ofType('connection')
      .filter((line) => line.event === 'connected').length;
    const before = connected();
    const known = monitor.trail.ofType('fill').length;
    // The burst is over before the program can be back.
    await world.simulator.tell('disconnect', `trade ${missed}`);
    const [burst, since] = [Date.now(), { back: 0 }];
    await until('the connection', () => connected() > before);
    since.back = Date.now();
    const written = () => monitor.trail.ofType('fill').length; // a client may fall behind
    await patiently('the fills', () => written() >= known + missed);
    const all = seconds(since.back);
    await healthy(monitor);
    const figures = await world.simulator.figures();
    world.say(`${missed} missed fills: after the reconnect ${all} until they are in,`
      + ` ${seconds(since.back)} until verified (goal ${missed > 2000 ? 5 : 2} s);`
      + ` ${seconds(burst)} since they were made; weight ${figures.most_weight_in_60_s}`);
  });
}

for (const isPushed of [true, false]) {
  figure('discrepancy', usual, async (world) => {
    const { monitor } = await begin(world);
    const account = world.simulator.accounts[0];
    if (!isPushed)
      await world.simulator.tell('faults mute=allDexsClearinghouseState,mute=clearinghouseState');
    await world.simulator.tell(`alter ${account} BTC 0.5 60000`);
    const since = Date.now();
    await patiently('the discrepancy', () => monitor.trail.ofType('discrepancy').length > 0);
    world.say(`a true discrepancy is raised after ${seconds(since)}`
      + `${isPushed ? '' : ', without pushed states'} (goal 70 s)`);
  });
}

figure('limits', { ...usual, simulator: { flags: ['--latency', String(RoundTripMs), '--speed',
  '10'] } }, async (world) => {
  const { monitor } = await begin(world);
  await world.simulator.tell('market go', 'faults drop:50,duplicate:50,truncated:20,close:5,'
    + 'expire:5,http502:200,http429:20,http-truncated:200,http-html200:100,http-cut:100');
  for (let i = 0; i < 90; i++) {
    await world.simulator.tell('trade 2');
    await pause(1000);
  }
  await world.simulator.tell('faults', 'disconnect');
  const since = Date.now();
  await checkTruth(monitor, world.simulator);
  const seen = await world.simulator.figures();
  world.say(`90 s of everything at once: weight ${seen.most_weight_in_60_s} (bound 960) and`
    + ` ${seen.most_connects_in_60_s} connects (bound 30) in the fullest minute,`
    + ` right again after ${seconds(since)}; struck ${JSON.stringify(seen.struck)}`);
});

// Two minutes at 50 fills a second, with what the process holds.
figure('soak', { ...usual, simulator: { flags: [] } }, async (world) => {
  const { monitor } = await begin(world);
  const { pid } = monitor.child;
  const descriptors = () => readdirSync(`/proc/${pid}/fd`).length;
  await world.simulator.tell('market go');
  for (let second = 0; second <= 120; second++) {
    if (second % 20 === 0)
      world.say(`${second} s: ${peakMemory(pid).toFixed(1)} MiB at most since the last line,`
        + ` ${descriptors()} descriptors`);
    await world.simulator.tell('trade 50');
    await pause(1000);
  }
  await checkTruth(monitor, world.simulator);
});
