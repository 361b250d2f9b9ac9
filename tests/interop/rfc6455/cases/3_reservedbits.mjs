// SPDX-License-Identifier: GPL-3.0-or-later
// 5.2: without an extension the reserved bits are 0, in every frame.
import { hearsAnswer, hearsPong, isClosedWith, pingCommand, send, sendInPieces }
  from '../steps.mjs';
import { binary, close, continuation, ping, pong, text } from '../wire.mjs';

const values = [1, 2, 3, 4, 5, 6, 7];
const kinds = { text, binary, ping, pong, close: (_, more) => close(1000, '', more) };

const first = Object.entries(kinds).flatMap(([kind, make]) => values.map((rsv) =>
  [`${kind} with ${rsv}`, send(make(pingCommand, { rsv })), isClosedWith(1002)]));

const later = values.map((rsv) => [`after a text, ${rsv}`,
  send(text(pingCommand), text(pingCommand, { rsv }), ping()), hearsAnswer(),
  isClosedWith(1002)]);

const inside = values.map((rsv) => [`on a continuation, ${rsv}`,
  send(text('{', { fin: false }), ping('between'), continuation('}', { rsv })),
  hearsPong('between'), isClosedWith(1002)]);

const slowly = values.map((rsv) => [`byte by byte, ${rsv}`,
  sendInPieces(1, text(pingCommand), text(pingCommand, { rsv })), hearsAnswer(),
  isClosedWith(1002)]);

export const reservedBits = {
  number: 3,
  name: 'reserved bits',
  groups: { 'in the first frame': first, later, inside, slowly },
};
