// SPDX-License-Identifier: GPL-3.0-or-later
// One request on a connection of its own, byte by byte as it is given, and the answer as it came.
import { connect } from 'node:net';

const Empty = new Set([101, 204, 304]);

function parse(text, isHead) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [line, ...rest] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(rest.map((one) => {
    const colon = one.indexOf(':');
    return [one.slice(0, colon).toLowerCase(), one.slice(colon + 1).trim()];
  }));
  const status = Number(line.split(' ')[1]);
  const body = status === 101 ? '' : text.slice(end + 4); // frames may follow at once
  const length = Empty.has(status) || isHead ? 0 : Number(headers['content-length']);
  return body.length >= length
    ? { status, headers, body: Buffer.from(body, 'latin1').toString('utf8') } : null;
}

// Resolves with the answer and the open socket.
export function exchange(base, head, isHead = false, localAddress = '127.0.0.1') {
  const port = Number(base.split(':')[1]);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ port, host: '127.0.0.1', localAddress },
      () => socket.write(head, 'latin1'));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`closed after ${JSON.stringify(text)}`)));
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      const answer = parse(text, isHead);
      if (answer) resolve({ ...answer, socket });
    });
  });
}

export async function ask(base, method, target, headers = {}, localAddress = undefined) {
  const lines = Object.entries({ Host: base, ...headers }).map(([name, value]) =>
    `${name}: ${value}\r\n`);
  const answer = await exchange(base, `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`,
    method === 'HEAD', localAddress);
  answer.socket.destroy();
  return answer;
}
