// SPDX-License-Identifier: GPL-3.0-or-later
// Frames as RFC 6455, 5.2 draws them: a client's, as wrong as a case wants them, and a server's,
// which must be right.
export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

const sampleMask = Buffer.from([0x37, 0xfa, 0x21, 0x3d]); // of 5.7

function lengthField(length, bytes) {
  if (bytes === 0) return { short: Number(length), more: Buffer.alloc(0) };
  const more = Buffer.alloc(8);
  more.writeBigUInt64BE(BigInt(length));
  return { short: bytes === 2 ? 126 : 127, more: more.subarray(8 - bytes) };
}

const shortestField = (length) => (length <= 125 ? 0 : length <= 65_535 ? 2 : 8);

// `lengthBytes` is 0, 2 or 8, the shortest that holds the length where it is left out; `length` is
// what the frame announces, of its payload where it is left out; `mask: null` leaves the mask out.
export function frame({ opcode, payload = '', fin = true, rsv = 0, mask = sampleMask,
  length, lengthBytes }) {
  const bytes = Buffer.from(payload);
  const announced = length ?? bytes.length;
  const { short, more } = lengthField(announced, lengthBytes ?? shortestField(announced));
  const first = Buffer.from([(fin ? 0x80 : 0) | (rsv << 4) | opcode, (mask ? 0x80 : 0) | short]);
  const masked = mask ? bytes.map((byte, i) => byte ^ mask[i % 4]) : bytes;
  return Buffer.concat([first, more, mask ?? Buffer.alloc(0), masked]);
}

const framing = (name) => (payload = '', more = {}) =>
  frame({ opcode: opcodes[name], payload, ...more });

export const text = framing('text');
export const binary = framing('binary');
export const continuation = framing('continuation');
export const ping = framing('ping');
export const pong = framing('pong');

// Without a code: an empty one. `reason` is text or bytes.
export function close(code, reason = '', more = {}) {
  const head = code === undefined ? [] : [code >> 8, code & 0xff];
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(reason)]);
  return frame({ opcode: opcodes.close, payload, ...more });
}

// A message in frames of `size` bytes, the last with what is left.
export function fragments(kind, payload, size) {
  const bytes = Buffer.from(payload);
  const parts = [];
  for (let at = 0; at === 0 || at < bytes.length; at += size)
    parts.push(bytes.subarray(at, at + size));
  return inParts(kind, parts);
}

export const inParts = (kind, parts) => parts.map((payload, i) =>
  frame({ opcode: opcodes[i === 0 ? kind : 'continuation'], payload,
    fin: i === parts.length - 1 }));

export function utf8(bytes) {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

function refuse(complaint) {
  throw new Error(`the server sent ${complaint}`);
}

// The frame at the front of what a server sent, and the bytes behind it; null while it is not all
// there. The server sends no fragments.
export function readFrame(bytes) {
  if (bytes.length < 2) return null;
  const opcode = bytes[0] & 0x0f;
  const short = bytes[1] & 0x7f;
  const start = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < start) return null;
  const length = start === 2 ? short
    : start === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes[1] & 0x80) refuse('a masked frame');
  if (bytes[0] & 0x70) refuse('a frame with reserved bits');
  if (!(bytes[0] & 0x80)) refuse('a fragment');
  if (shortestField(length) !== start - 2) refuse('a length that is not minimal');
  if (opcode >= 8 && length > 125) refuse('a control frame of more than 125 bytes');
  if (![1, 8, 9, 10].includes(opcode)) refuse(`a frame with opcode ${opcode}`);
  if (bytes.length < start + length) return null;
  const payload = bytes.subarray(start, start + length);
  return { opcode, payload, rest: bytes.subarray(start + length) };
}
