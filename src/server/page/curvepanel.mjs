// SPDX-License-Identifier: GPL-3.0-or-later
// The line of equity of the chosen accounts, and by how much it moved.
import { setClass, setText } from './dom.mjs';
import { Series } from './equity.mjs';
import { signed, toneOf } from './format.mjs';

export class CurvePanel {
  constructor({ chart, note, api, clock }) {
    Object.assign(this, { chart, note, api, clock });
    this.series = new Map(); // account or all → equity over time
    this.choice = 'all';
  }

  seriesOf(name) {
    if (!this.series.has(name)) this.series.set(name, new Series());
    return this.series.get(name);
  }

  // The accounts that `all` adds up: with others it is another line.
  sumUp(addresses) {
    const summed = [...addresses].sort().join(' ');
    if (this.summed !== undefined && this.summed !== summed) this.series.delete('all');
    this.summed = summed;
  }

  add(name, equity) {
    this.seriesOf(name).add(this.clock.serverNow(), equity);
  }

  show(choice = this.choice) {
    this.choice = choice;
    const series = this.seriesOf(choice);
    const change = series.change();
    this.chart.draw(series.points);
    setText(this.note, change === null ? '' : `${signed(change)} USD since the first point`);
    setClass(this.note, `note ${change === null ? '' : toneOf(change)}`);
  }

  // What the program kept of before. Points of several accounts are not of the same moments: they
  // are not added.
  async read(addresses) {
    try {
      const target = 'api/v1/equity?account=all&limit=720';
      const { status, body } = await this.api.get(target, this.clock);
      if (status !== 200) return;
      for (const address of addresses) {
        const points = (body.accounts?.[address]?.points ?? []).map(({ timestamp, equity }) =>
          ({ time: Date.parse(timestamp), value: equity }));
        this.seriesOf(address).putBefore(points);
        if (addresses.length === 1) this.seriesOf('all').putBefore(points);
      }
      this.show();
    } catch {
      // the line begins now
    }
  }
}
