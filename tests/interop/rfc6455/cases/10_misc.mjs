// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that leave without a word, and those beside them: whatever one does, the next is served.
import { head, isUpgraded, opensHandshake } from '../handshake.mjs';
import { Peer } from '../peer.mjs';
import { echoCommand, filling, finishesSending, hearsAnswer, hearsEcho, hearsState, isClosedWith,
  leaves, pingCommand, seesTheEnd, send } from '../steps.mjs';
import { close, continuation, fragments, text } from '../wire.mjs';

// Another client, from its handshake to its goodbye.
const anotherIsServed = () => async ({ port }) => {
  const other = new Peer(port);
  const steps = [opensHandshake(), isUpgraded(), hearsState(), send(text(pingCommand)),
    hearsAnswer(), leaves()];
  try {
    await other.connected();
    for (const step of steps) await step(other);
  } finally {
    other.leave();
  }
};

const resets = () => async (peer) => {
  peer.reset();
  peer.isOver = true;
};

const command = text(pingCommand);
const bytesSoFar = {
  'after the handshake': [],
  'after the first byte of a frame': [command.subarray(0, 1)],
  'inside a header': [command.subarray(0, 4)],
  'inside a payload': [command.subarray(0, 12)],
  'between fragments': [text('{', { fin: false })],
  'inside a close': [close(1000).subarray(0, 7)],
};

const departures = Object.entries(bytesSoFar).flatMap(([when, frames]) => [
  [`finishes sending ${when}`, send(frames), finishesSending(), seesTheEnd(), anotherIsServed()],
  [`resets ${when}`, send(frames), resets(), anotherIsServed()],
]);

const beside = [
  ['a client that breaks the protocol', send(continuation('')), isClosedWith(1002),
    anotherIsServed()],
  ['a client that sends too much', send(text('x'.repeat(65_537))), isClosedWith(1009),
    anotherIsServed()],
  ['a client in the middle of a frame', send(command.subarray(0, 9)), anotherIsServed(),
    send(command.subarray(9)), hearsAnswer()],
  ['a client in the middle of a message', send(text('{"action"', { fin: false })),
    anotherIsServed(), send(continuation(':"ping"}')), hearsAnswer()],
];

const sizes = [1300, 1460, 4096].map((size) => [`65,536 bytes in fragments of ${size}`,
  send(fragments('text', echoCommand(filling(65_536)), size)), hearsEcho(filling(65_536))]);

const handshakes = [
  ['is reset in the middle', async (peer) => {
    const other = new Peer(peer.port);
    await other.connected();
    await other.write(head().slice(0, 60));
    other.reset();
  }, anotherIsServed()],
];

export const miscellaneous = {
  number: 10,
  name: 'miscellaneous',
  groups: {
    'a client': departures,
    'others are served beside': beside,
    'automatic fragmentation': sizes,
    'a handshake': handshakes,
  },
};
