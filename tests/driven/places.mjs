// SPDX-License-Identifier: GPL-3.0-or-later
// Where what a test looks at stands on the screen, of a window that has its first place.
import { until } from '../contract/monitor.mjs';
import { share } from './screen.mjs';

export const ApiAddress = { x: 0, y: 878, width: 170, height: 22 }; // or a sentence over it
export const TileTitles = { x: 12, y: 76, width: 480, height: 18 }; // or one with them below it
export const Sentence = { x: 12, y: 72, width: 900, height: 40 }; // that one
export const Dismiss = { x: 1390, y: 90 }; // its button, where it stands until it is read
export const SettingsEnd = { x: 342, y: 640, width: 700, height: 40 }; // where they are refused
const TileGround = 0xffffff;
const LargestSentence = 80; // pixels

// Without a sentence above them.
export const tiles = (screen) => screen.still('the tiles', TileTitles,
  (part) => share(part, TileGround) > 0.5);

// With the tiles below it, unchanged.
export async function sentenceAbove(screen, calm) {
  await until('the sentence above the tiles', () => {
    for (let down = 10; down < LargestSentence; ++down) {
      if (screen.part({ ...TileTitles, y: TileTitles.y + down }).equals(calm)) return true;
    }
    return false;
  });
}
