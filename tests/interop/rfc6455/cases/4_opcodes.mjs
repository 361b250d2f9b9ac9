// SPDX-License-Identifier: GPL-3.0-or-later
// 5.2: a frame with an opcode that nobody defined fails the connection.
import { hearsAnswer, hearsPong, isClosedWith, pingCommand, send, sendInPieces }
  from '../steps.mjs';
import { frame, ping, text } from '../wire.mjs';

const reserved = { data: [3, 4, 5, 6, 7], control: [11, 12, 13, 14, 15] };

const groups = Object.fromEntries(Object.entries(reserved).map(([kind, opcodes]) => [
  `reserved for ${kind}`,
  opcodes.flatMap((opcode) => [
    [`${opcode}, empty`, send(frame({ opcode })), isClosedWith(1002)],
    [`${opcode} with a payload`, send(frame({ opcode, payload: 'reserved' })),
      isClosedWith(1002)],
    [`${opcode} as a fragment`, send(frame({ opcode, payload: 'reserved', fin: false })),
      isClosedWith(1002)],
    [`${opcode} after a text`,
      send(text(pingCommand), frame({ opcode, payload: 'reserved' }), ping()), hearsAnswer(),
      isClosedWith(1002)],
    [`${opcode} inside a fragmented message`,
      send(text('{', { fin: false }), ping('between'), frame({ opcode })),
      hearsPong('between'), isClosedWith(1002)],
    [`${opcode} after a text, byte by byte`,
      sendInPieces(1, text(pingCommand), frame({ opcode, payload: 'reserved' })), hearsAnswer(),
      isClosedWith(1002)],
  ]),
]));

export const reservedOpcodes = { number: 4, name: 'reserved opcodes', groups };
