// SPDX-License-Identifier: GPL-3.0-or-later
// What the head of the page says: state of the connection and feeds, comparison, mode, notices.
import { byId, element, setClass, setText } from './dom.mjs';
import { ageText, inertName } from './format.mjs';
import { modeMark, noticeOf } from './notice.mjs';
import { ProofSigns } from './trust.mjs';

const PillsShown = 3;
const Words = { syncing: 'warning', suspect: 'warning', stale: 'warning', live: 'gain',
  connecting: 'muted', locked: 'muted' };
const toneOfWord = (word) => Words[word] ?? 'loss';

export class Status {
  showFeed(word, ageMs) {
    setText(byId('feed'), word);
    setText(byId('age'), ageMs === null ? '' : ageText(ageMs));
    setClass(byId('connection'), `pill ${toneOfWord(word)}`);
    const title = 'Live Position Monitor';
    document.title = word === 'live' ? title : `${word} · ${title}`;
  }

  // One for each account, where there are several: { name, word }.
  showFeeds(feeds) {
    const shown = feeds.slice(0, PillsShown);
    const text = JSON.stringify([shown, feeds.length]);
    if (text === this.feeds) return;
    this.feeds = text;
    const pills = shown.map(({ name, word }) => element('span',
      { className: `pill ${toneOfWord(word)}` }, `${name} `, element('b', { textContent: word })));
    const rest = feeds.length - shown.length;
    if (rest > 0) pills.push(element('span', { className: 'pill', textContent: `${rest} more` }));
    byId('feeds').replaceChildren(...pills);
  }

  showProof(state) {
    setText(byId('proof'), `${ProofSigns[state] ?? ''} ${state}`);
    setClass(byId('proof'), state);
  }

  showMode(mode) {
    const mark = modeMark(mode);
    const line = byId('mode');
    line.hidden = mark === null;
    setClass(line, mode ?? '');
    setText(line.children[0], mark?.[0] ?? '');
    setText(line.children[1], mark?.[1] ?? '');
  }

  showNotice(what) {
    const { tone, sentences } = noticeOf(what);
    const box = byId('notice');
    box.hidden = sentences.length === 0;
    setClass(box, tone);
    const lines = sentences.map(inertSentence);
    while (box.children.length > lines.length) box.lastElementChild.remove();
    while (box.children.length < lines.length) box.append(element('p'));
    lines.forEach((line, i) => setText(box.children[i], line));
  }
}

// A reason may name what came from outside.
const inertSentence = (text) => text.split(' ').map(inertName).join(' ');
