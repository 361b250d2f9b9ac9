// SPDX-License-Identifier: GPL-3.0-or-later
// Time: how long ago something was here, and what time it is at the server, whose clock may differ.

const host = { wall: () => Date.now(), steady: () => performance.now() };

export class Clock {
  constructor(source = host) {
    this.source = source;
    this.told = null; // a time of the server
    this.heardAt = null; // when that was, here
  }

  reading() {
    return { wall: this.source.wall(), steady: this.source.steady() };
  }

  // By the clock that says more: one stops while the computer sleeps, the other can be set back.
  since(then) {
    if (then === null) return Infinity;
    const now = this.reading();
    return Math.max(now.wall - then.wall, now.steady - then.steady);
  }

  // The answer to a question asked at `askedAt` was written at `time`. Counted from the question:
  // an age may come out greater by the way there and back, and never smaller.
  answered(time, askedAt) {
    const told = Date.parse(time);
    if (!Number.isNaN(told)) [this.told, this.heardAt] = [told, askedAt];
  }

  // A message says a time that has been at the server: it cannot be earlier there.
  heard(time) {
    const told = Date.parse(time);
    if (!Number.isNaN(told) && (this.told === null || told > this.serverNow()))
      [this.told, this.heardAt] = [told, this.reading()];
  }

  // null: nothing was told yet.
  serverNow() {
    return this.told === null ? null : this.told + this.since(this.heardAt);
  }

  // Of a time that the server told; null where one of them is unknown.
  ageOf(time) {
    const now = this.serverNow();
    const then = time ? Date.parse(time) : NaN;
    return now === null || Number.isNaN(then) ? null : now - then;
  }
}
