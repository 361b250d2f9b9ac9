// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 6455 against the stream, case by case, each on a connection of its own. The classes have the
// numbers of the Autobahn test suite, 0 is the opening handshake; 12 and 13 are about compression,
// which the server does not offer.
// Usage: node run.mjs SERVER [ARGUMENT]…   SERVER serves the API on the port appended to it
//        CASES=6.2 before it runs the cases whose numbers begin so
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

import { openingHandshake } from './cases/0_handshake.mjs';
import { framing } from './cases/1_framing.mjs';
import { pings } from './cases/2_pings.mjs';
import { reservedBits } from './cases/3_reservedbits.mjs';
import { reservedOpcodes } from './cases/4_opcodes.mjs';
import { fragmentation } from './cases/5_fragmentation.mjs';
import { utf8Handling } from './cases/6_utf8.mjs';
import { closing } from './cases/7_close.mjs';
import { limits } from './cases/9_limits.mjs';
import { miscellaneous } from './cases/10_misc.mjs';
import { opensHandshake, isUpgraded } from './handshake.mjs';
import { Peer } from './peer.mjs';
import { hearsState, leaves } from './steps.mjs';

const classes = [openingHandshake, framing, pings, reservedBits, reservedOpcodes, fragmentation,
  utf8Handling, closing, limits, miscellaneous];
const atOnce = 8 * availableParallelism();

// {number, name, groups: {title: [[name, ...steps]]}} as a flat list with numbers.
function numbered({ number, groups, isBare = false }) {
  return Object.entries(groups).flatMap(([title, cases], group) =>
    cases.map(([name, ...steps], i) => ({ number, steps, isBare,
      id: `${number}.${group + 1}.${i + 1}`, name: `${title}: ${name}` })));
}

async function play({ steps, isBare }, port) {
  const opening = isBare ? [] : [opensHandshake(), isUpgraded(), hearsState()];
  const peer = new Peer(port);
  try {
    await peer.connected();
    for (const step of [...opening, ...steps]) await step(peer);
    if (!peer.isOver) await leaves()(peer); // and so nothing else came
  } finally {
    peer.leave();
  }
}

async function playAll(cases, port) {
  const waiting = [...cases];
  const player = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift())
      one.failure = await play(one, port).then(() => null, (error) => error.message);
  };
  await Promise.all(Array.from({ length: atOnce }, player));
}

function report(cases) {
  const failed = cases.filter((one) => one.failure !== null);
  for (const { id, name, failure } of failed) console.log(`FAILED ${id} ${name}\n    ${failure}`);
  console.log('class                 cases  passed');
  const row = (name, list) => console.log(name.padEnd(20),
    String(list.length).padStart(6),
    String(list.filter((one) => one.failure === null).length).padStart(7));
  for (const { number, name } of classes)
    row(`${String(number).padStart(2)} ${name}`, cases.filter((one) => one.number === number));
  row('all', cases);
  return failed.length === 0;
}

function startServer(command, ...given) {
  const server = spawn(command, [...given, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let said = '';
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
    server.stdout.on('data', (part) => {
      said += part;
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said);
      if (found) resolve({ server, port: Number(found[1]) });
    });
  });
}

const wanted = process.env.CASES ?? '';
const cases = classes.flatMap(numbered).filter(({ id }) => `${id}.`.startsWith(wanted));
const { server, port } = await startServer(...process.argv.slice(2));
let isServerAlive = true;
server.removeAllListeners('exit');
server.on('exit', () => (isServerAlive = false));
await playAll(cases, port);
const isRight = report(cases) && cases.length > 0;
if (!isServerAlive) console.log('FAILED the server ended meanwhile');
const code = isRight && isServerAlive ? 0 : 1;
server.kill();
process.exit(code);
