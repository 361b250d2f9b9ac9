// SPDX-License-Identifier: GPL-3.0-or-later
// Ages by the server's clock, whatever this computer's says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from '../../src/server/page/clock.mjs';
import { ageText, clockText } from '../../src/server/page/format.mjs';

const iso = (ms) => new Date(ms).toISOString();
const Noon = Date.parse('2026-03-01T12:00:00Z');

// A host whose clocks go as a test says.
function makeClock(wall) {
  const host = { wallMs: wall, steadyMs: 5000, wall: () => host.wallMs,
    steady: () => host.steadyMs };
  host.pass = (ms) => ((host.wallMs += ms), (host.steadyMs += ms));
  return { host, clock: new Clock(host) };
}

test('an age is the same whether this clock is an hour ahead or behind', () => {
  for (const offBy of [-3_600_000, 0, 3_600_000]) {
    const { host, clock } = makeClock(Noon + offBy);
    clock.answered(iso(Noon), clock.reading());
    host.pass(4000);
    assert.equal(clock.ageOf(iso(Noon - 1000)), 5000);
  }
});

test('before anything was told no age is known', () => {
  const { clock } = makeClock(Noon);
  assert.equal(clock.serverNow(), null);
  assert.equal(clock.ageOf(iso(Noon)), null);
  assert.equal(clock.ageOf(null), null);
  assert.equal(clock.since(null), Infinity);
});

test('an answer that was long under way makes ages greater, never smaller', () => {
  const { host, clock } = makeClock(Noon);
  const askedAt = clock.reading();
  host.pass(3000);
  clock.answered(iso(Noon), askedAt); // written at some moment of these 3 s
  assert.equal(clock.ageOf(iso(Noon)), 3000);
});

test('a message moves the clock forward only', () => {
  const { host, clock } = makeClock(Noon);
  clock.answered(iso(Noon), clock.reading());
  clock.heard(iso(Noon + 2000));
  assert.equal(clock.serverNow(), Noon + 2000);
  clock.heard(iso(Noon - 60_000)); // a state that has not changed for a minute
  assert.equal(clock.serverNow(), Noon + 2000);
  clock.heard('nonsense');
  clock.heard(undefined);
  host.pass(10);
  assert.equal(clock.serverNow(), Noon + 2010);
});

test('a clock that is set back, or stands still, makes nothing younger', () => {
  const { host, clock } = makeClock(Noon);
  const then = clock.reading();
  host.pass(8000);
  host.wallMs -= 3_600_000; // set back
  assert.equal(clock.since(then), 8000);
  host.wallMs += 3_600_000 + 60_000; // the computer slept: only the wall's clock went on
  assert.equal(clock.since(then), 68_000);
});

test('ages are short texts', () => {
  assert.deepEqual([0, -5, 999, 59_999, 60_000, 3_599_999].map(ageText),
    ['0s', '0s', '0s', '59s', '1m', '59m']);
  assert.deepEqual([3_600_000, 15_120_000, 90_000_000, null, Infinity].map(ageText),
    ['1h', '4h12m', '1d1h', '—', '—']);
});

test('a time of another day says the day', () => {
  const at = new Date(2026, 2, 1, 9, 5, 7);
  assert.equal(clockText(at.toISOString(), at.getTime()), '09:05:07');
  assert.equal(clockText(at.toISOString(), new Date(2026, 2, 2).getTime()), '03-01 09:05:07');
  assert.equal(clockText('nonsense'), '—');
});
