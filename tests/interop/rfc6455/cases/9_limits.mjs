// SPDX-License-Identifier: GPL-3.0-or-later
// 10.4: a message may hold 65,536 bytes, in one frame or in many; a longer one is closed with 1009.
import { echoCommand, echoOverhead, filling, hearsAnswer, hearsEcho, hearsError, hearsPong,
  isClosedWith, pingCommand, send, sendEach, sendInPieces } from '../steps.mjs';
import { binary, continuation, fragments, inParts, ping, text } from '../wire.mjs';

const limit = 65_536;
const sizes = [64, 256, 1024, 4096, 16_384, 65_535];
const largest = echoCommand(filling(limit));
const tooLarge = echoCommand(filling(limit + 1));

const single = [
  ['a text of 65,536 bytes', send(text(largest)), hearsEcho(filling(limit))],
  ['a text of 65,537 bytes', send(text(tooLarge)), isClosedWith(1009)],
  ['a binary of 65,536 bytes', send(binary(Buffer.alloc(limit))), hearsError('binary')],
  ['a binary of 65,537 bytes', send(binary(Buffer.alloc(limit + 1))), isClosedWith(1009)],
  ['three texts of 65,536 bytes', send(text(largest), text(largest), text(largest)),
    ...Array(3).fill(hearsEcho(filling(limit)))],
  ['a text of 65,537 bytes after a right one', send(text(pingCommand), text(tooLarge)),
    hearsAnswer(), isClosedWith(1009)],
  ['a text of 65,537 bytes in pieces', sendInPieces(16_384, text(tooLarge)), isClosedWith(1009)],
];

// Refused by its header: nothing of the payload comes.
const announced = [65_537, 65_600, 1_000_000, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2n ** 62n,
  2n ** 63n - 1n].flatMap((length) => [
  [`${length} bytes of text`, send(text('', { length })), isClosedWith(1009)],
  [`${length} bytes of a continuation`, send(text('{', { fin: false }),
    continuation('', { length })), isClosedWith(1009)],
]);

const sums = sizes.flatMap((size) => [
  [`65,536 in texts of ${size}`, send(fragments('text', largest, size)),
    hearsEcho(filling(limit))],
  [`65,537 in texts of ${size}`, send(fragments('text', tooLarge, size)), isClosedWith(1009)],
  [`65,536 in binaries of ${size}`, send(fragments('binary', Buffer.alloc(limit), size)),
    hearsError('binary')],
  [`65,537 in binaries of ${size}`, send(fragments('binary', Buffer.alloc(limit + 1), size)),
    isClosedWith(1009)],
]);

const ends = [
  ['65,536 and an empty end', send(inParts('text', [largest, ''])), hearsEcho(filling(limit))],
  ['65,536 and one more', send(inParts('text', [largest, ' '])), isClosedWith(1009)],
  ['too much before the end', send(text(largest, { fin: false }),
    continuation(' ', { fin: false })), isClosedWith(1009)],
  ['too much of a binary before the end', send(binary(Buffer.alloc(limit), { fin: false }),
    continuation(' ', { fin: false })), isClosedWith(1009)],
  ['one after the other', sendEach(fragments('text', largest, 1300)), hearsEcho(filling(limit))],
  ['too much, one after the other', sendEach(fragments('text', tooLarge, 1300)),
    isClosedWith(1009)],
  ['the sum begins anew with each message', send(fragments('text', largest, 30_000)),
    hearsEcho(filling(limit)), send(fragments('text', largest, 30_000)),
    hearsEcho(filling(limit))],
  ['pings between do not count', send(fragments('text', largest, 16_384)
    .flatMap((part) => [part, ping('x'.repeat(125))])),
  ...Array(3).fill(hearsPong('x'.repeat(125))), hearsEcho(filling(limit)),
  hearsPong('x'.repeat(125))],
];

// The limit is one of bytes, whatever the characters.
const characters = ['é', '€', '😀'].flatMap((character) => {
  const size = Buffer.byteLength(character);
  const room = limit - echoOverhead;
  const most = character.repeat(Math.floor(room / size)) + 'x'.repeat(room % size);
  return [16_384, 65_535].flatMap((part) => [
    [`65,536 bytes of ${character} in fragments of ${part}`,
      send(fragments('text', echoCommand(most), part)), hearsEcho(most)],
    [`65,537 bytes of ${character} in fragments of ${part}`,
      send(fragments('text', echoCommand(`${most}x`), part)), isClosedWith(1009)],
  ]).concat([
    [`98,304 bytes of ${character} in fragments of 16,384`,
      send(fragments('text', character.repeat(98_304 / size), 16_384)), isClosedWith(1009)],
  ]);
});

const many = [
  ['400 texts in one segment', send(Array(400).fill(text(pingCommand))),
    ...Array(400).fill(hearsAnswer())],
  ['400 pings in one segment', send(Array(400).fill(ping('x'))),
    ...Array(400).fill(hearsPong('x'))],
  ['2000 fragments are one message', send(inParts('text',
    ['{"action"', ...Array(2000).fill(' '), ':"ping"}'])), hearsAnswer()],
  ['2000 empty fragments are one message', send(inParts('text',
    [...Array(2000).fill(''), pingCommand])), hearsAnswer()],
];

export const limits = {
  number: 9,
  name: 'limits',
  groups: {
    'one frame': single,
    'a header announces': announced,
    'the sum of fragments': sums,
    'ends and sums': ends,
    'bytes, not characters': characters,
    'many at once': many,
  },
};
