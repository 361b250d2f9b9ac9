// SPDX-License-Identifier: GPL-3.0-or-later
// Equity as it was told over time, and the axes of its line. A place on the screen may be a float;
// what is written beside it is not.
import { parse, subtract, textOf } from './decimal.mjs';

const PointsKept = 720;
const GapMs = 20_000; // told every 5 s: over a longer silence no line is drawn
const KeptGapMs = 180_000; // of points that were kept before, one a minute

export class Series {
  constructor(most = PointsKept) {
    this.most = most;
    this.points = []; // { time, value, isBreak } in order
  }

  add(time, value) {
    while (this.points.at(-1)?.time > time + GapMs) this.points.pop(); // a clock was set back
    const last = this.points.at(-1);
    if (parse(value) === null || !Number.isFinite(time) || (last && time <= last.time)) return;
    this.points.push({ time, value, isBreak: !last || time - last.time > GapMs });
    if (this.points.length > this.most) this.thin();
  }

  // What was kept before this page was opened; its own points go on from there.
  putBefore(points) {
    const first = this.points[0]?.time ?? Infinity;
    const older = points.filter(({ time, value }) => time < first && parse(value) !== null)
      .sort((a, b) => a.time - b.time);
    this.points = [...older.map((point) => ({ ...point, isBreak: false })), ...this.points];
    if (this.points.length > 0) this.points[0].isBreak = true;
    const own = this.points[older.length];
    if (older.length > 0 && own) own.isBreak = own.time - older.at(-1).time > KeptGapMs;
    while (this.points.length > this.most) this.thin();
  }

  // Every second one of the older half goes; a break stays one.
  thin() {
    const half = Math.floor(this.points.length / 2);
    let isBroken = false;
    this.points = this.points.filter((point, i) => {
      const goes = i > 0 && i < half && i % 2 === 1;
      if (goes) isBroken = isBroken || point.isBreak;
      else if (isBroken) [point.isBreak, isBroken] = [true, false];
      return !goes;
    });
  }

  change() {
    const [first, last] = [this.points[0], this.points.at(-1)];
    return first && last !== first ? subtract(last.value, first.value) : null;
  }
}

// Steps of 1, 2 or 5 times a power of ten, at most `most` of them within [low, high]: exact texts.
export function amountTicks(low, high, most) {
  const span = high - low;
  if (!(span > 0)) return [];
  let exponent = Math.floor(Math.log10(span / most));
  const fits = (step) => span / (step * 10 ** exponent) <= most;
  const step = [1, 2, 5].find(fits) ?? 10;
  const size = step === 10 ? 1 : step;
  if (step === 10) exponent += 1;
  const unit = size * 10 ** exponent;
  if (!(Math.abs(low / unit) < Number.MAX_SAFE_INTEGER)) return []; // it could not be counted up
  const ticks = [];
  for (let i = Math.ceil(low / unit); i * unit <= high; ++i) {
    const units = BigInt(i) * BigInt(size);
    ticks.push(exponent >= 0 ? textOf({ units: units * 10n ** BigInt(exponent), scale: 0 })
      : textOf({ units, scale: -exponent }));
  }
  return ticks;
}

const TimeSteps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200,
  86400].map((seconds) => seconds * 1000);

export function timeTicks(from, to, most, offsetMs = 0) {
  const step = TimeSteps.find((one) => (to - from) / one <= most)
    ?? Math.ceil((to - from) / most / TimeSteps.at(-1)) * TimeSteps.at(-1);
  const ticks = [];
  const first = Math.ceil((from + offsetMs) / step) * step - offsetMs;
  for (let time = first; time <= to; time += step) ticks.push(time);
  return ticks;
}
