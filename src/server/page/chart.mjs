// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the line of equity as an SVG of its own.
import { setAttribute } from './dom.mjs';
import { amountTicks, timeTicks } from './equity.mjs';
import { clockText, fixed, grouped } from './format.mjs';

const Space = { top: 10, right: 12, bottom: 22, left: 78 };

function shape(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}


// Lowest and highest on the axis: a flat line lies in the middle.
function boundsOf(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = high > low ? (high - low) * 0.1 : Math.max(Math.abs(high) * 0.001, 1);
  return [low - room, high + room];
}

export class Chart {
  constructor(box) {
    this.box = box;
    this.svg = shape('svg', { role: 'img', 'aria-label': 'No equity is known yet' });
    this.empty = document.createElement('p');
    this.empty.className = 'empty';
    this.empty.textContent = 'The line begins with the second reading.';
    box.append(this.svg, this.empty);
    this.size = { width: 0, height: 0 };
    this.points = [];
    new ResizeObserver(([entry]) => {
      this.size = { width: entry.contentRect.width, height: entry.contentRect.height };
      this.draw(this.points);
    }).observe(box);
  }

  draw(points) {
    this.points = points;
    const { width, height } = this.size;
    this.empty.hidden = points.length > 1;
    this.svg.toggleAttribute('hidden', points.length < 2);
    if (points.length < 2 || width < 120 || height < 60) return;
    const values = points.map(({ value }) => Number(value)); // places on the screen
    const [low, high] = boundsOf(values);
    const [from, to] = [points[0].time, points.at(-1).time];
    const x = (time) => Space.left
      + ((time - from) / (to - from)) * (width - Space.left - Space.right);
    const y = (value) => Space.top
      + ((high - value) / (high - low)) * (height - Space.top - Space.bottom);
    setAttribute(this.svg, 'viewBox', `0 0 ${width} ${height}`);
    this.svg.replaceChildren(...this.amounts(low, high, y), ...this.times(from, to, x),
      ...this.line(points, values, x, y));
    setAttribute(this.svg, 'aria-label', `Equity from ${clockText(from, to)} to ${clockText(to)}: `
      + `first ${fixed(points[0].value)}, last ${fixed(points.at(-1).value)} USD`);
  }

  amounts(low, high, y) {
    const { width, height } = this.size;
    return amountTicks(low, high, Math.max(2, Math.floor(height / 45))).flatMap((text) => {
      const at = y(Number(text)).toFixed(1);
      return [shape('line', { x1: Space.left, x2: width - Space.right, y1: at, y2: at,
        class: 'grid' }), shape('text', { x: Space.left - 8, y: at, class: 'amount' },
        grouped(text))];
    });
  }

  times(from, to, x) {
    const { width, height } = this.size;
    const offsetMs = -new Date(to).getTimezoneOffset() * 60_000;
    const most = Math.max(1, Math.floor((width - Space.left - Space.right) / 90));
    const ticks = timeTicks(from, to, most, offsetMs)
      .filter((time) => x(time) < width - 30 && x(time) > Space.left + 20);
    const isOfMinutes = ticks.every((time) => time % 60_000 === 0);
    return ticks.map((time) => shape('text',
      { x: x(time).toFixed(1), y: height - 5, class: 'time' },
      clockText(time, to).slice(0, isOfMinutes ? -3 : undefined)));
  }

  line(points, values, x, y) {
    const path = points.map(({ time, isBreak }, i) =>
      `${isBreak ? 'M' : 'L'}${x(time).toFixed(1)} ${y(values[i]).toFixed(1)}`).join('');
    return [shape('path', { d: path, class: 'line' }), shape('circle', {
      cx: x(points.at(-1).time).toFixed(1), cy: y(values.at(-1)).toFixed(1), r: 3, class: 'dot' })];
  }
}
