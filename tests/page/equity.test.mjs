// SPDX-License-Identifier: GPL-3.0-or-later
// Equity over time, and the axes of its line.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountTicks, Series, timeTicks } from '../../src/server/page/equity.mjs';

test('points come in order, and what is not known is none', () => {
  const series = new Series();
  for (const [time, value] of [[1000, '5'], [6000, '6'], [6000, '7'], [2000, '8'], [7000, null],
    [NaN, '1'], [11_000, '4.5']]) series.add(time, value);
  assert.deepEqual(series.points.map(({ value }) => value), ['5', '6', '4.5']);
  assert.equal(series.change(), '-0.5');
});

test('over a silence no line is drawn', () => {
  const series = new Series();
  for (const time of [0, 5000, 10_000, 31_000, 36_000]) series.add(time, '1');
  assert.deepEqual(series.points.map(({ isBreak }) => isBreak), [true, false, false, true, false]);
});

test('points that were kept stand before those of this session', () => {
  const series = new Series();
  series.add(600_000, '10');
  series.putBefore([{ time: 540_000, value: '9' }, { time: 480_000, value: '8' },
    { time: 660_000, value: '99' }, { time: 420_000, value: null }]);
  assert.deepEqual(series.points.map(({ value }) => value), ['8', '9', '10']);
  assert.deepEqual(series.points.map(({ isBreak }) => isBreak), [true, false, false]);
});

test('the number of points is bounded, the first and the newest stay, and so do breaks', () => {
  const series = new Series(100);
  for (let i = 0; i < 5000; ++i) series.add(i * 5000 + (i >= 4990 ? 60_000 : 0), String(i));
  assert.ok(series.points.length <= 100);
  assert.equal(series.points[0].value, '0');
  assert.equal(series.points.at(-1).value, '4999');
  assert.ok(series.points.slice(1).some(({ isBreak }) => isBreak));
  const times = series.points.map(({ time }) => time);
  assert.deepEqual(times, times.toSorted((a, b) => a - b));
});

test('amounts on the axis are round and exact', () => {
  assert.deepEqual(amountTicks(187_000, 188_200, 3), ['187000', '187500', '188000']);
  assert.deepEqual(amountTicks(-0.31, 0.31, 4), ['-0.2', '0', '0.2']);
  assert.deepEqual(amountTicks(0.0000012, 0.0000031, 2), ['0.000002', '0.000003']);
  assert.deepEqual(amountTicks(5, 5, 3), []);
  for (const span of [1, 3, 7, 12, 99, 1e6]) {
    const ticks = amountTicks(1000, 1000 + span, 5);
    assert.ok(ticks.length >= 2 && ticks.length <= 6, `${span}: ${ticks}`);
  }
});

test('times on the axis are whole steps of the reader\'s zone', () => {
  const half = 30 * 60_000;
  assert.deepEqual(timeTicks(0, 60_000, 4), [0, 15_000, 30_000, 45_000, 60_000]);
  assert.deepEqual(timeTicks(half / 2, half * 4, 2, half), [half, half + 3_600_000]);
  assert.ok(timeTicks(0, 30 * 86_400_000, 4).length <= 5);
});

test('a clock that is set back goes on from there', () => {
  const series = new Series();
  for (const time of [3_600_000, 3_605_000, 10_000, 15_000]) series.add(time, String(time));
  assert.deepEqual(series.points.map(({ time }) => time), [10_000, 15_000]);
});

test('a difference too small to count up from zero has no steps', () => {
  assert.deepEqual(amountTicks(1e15, 1e15 + 0.25, 4), []);
});
