// SPDX-License-Identifier: GPL-3.0-or-later
// Faults of the feed: frames lost, doubled, torn and in the wrong order, connections that end.
import { checkLimits, checkTruth, rig } from './rig.mjs';

const quick = { simulator: { flags: ['--speed', '20'] } };

// Lost fills that net to nothing leave no trace in sizes: what re-reads them is the sweep of every
// ten minutes, or a new connection.
const endFaults = (simulator) => simulator.tell('faults', 'disconnect');

// The market goes on until the fault has struck so often; then it is over and all must be right.
async function suffer({ simulator, monitor }, name, rate, times) {
  await simulator.tell(`faults ${name}:${rate}`);
  const struck = simulator.strikes(name, times);
  for (let i = 0; i < 20; i++) await simulator.tell('trade 1');
  await struck;
  await endFaults(simulator);
  await checkTruth(monitor, simulator);
}

const cases = [
  ['frames left out', 'drop', 300, 20],
  ['duplicate fills', 'duplicate', 500, 20],
  ['frames after their successors', 'reorder', 300, 20],
  ['out-of-order fills, same ms', 'shuffle', 1000, 3],
  ['frames cut in half', 'truncated', 100, 3],
  ['gap during disconnect', 'close', 100, 3],
  ['the routine end of a connection', 'expire', 100, 3],
];
for (const [name, fault, rate, times] of cases) {
  rig(name, quick, async ({ simulator, start, say }) => {
    const monitor = await (await start()).ready();
    const client = await monitor.stream();
    await suffer({ simulator, monitor }, fault, rate, times);
    client.close();
    await monitor.stop();
    await checkLimits(simulator, say);
  });
}

rig('all faults of the feed at once', quick, async ({ simulator, start, say }) => {
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  await simulator.tell('faults drop:50,duplicate:100,reorder:50,shuffle:500,truncated:10,expire:5');
  for (let i = 0; i < 60; i++) await simulator.tell('trade 2');
  await simulator.strikes('drop', 20);
  await endFaults(simulator);
  await checkTruth(monitor, simulator);
  client.close();
  await monitor.stop();
  await checkLimits(simulator, say);
});
