// SPDX-License-Identifier: GPL-3.0-or-later
// Up to which seq the fills of each account were heard, so that a connection that comes back can
// ask for those it missed.
import { statesOf } from './book.mjs';

export class Hearing {
  constructor() {
    this.epoch = null; // of the run that was heard last
    this.heard = new Map(); // account → seq up to which every fill was told here
    this.newest = new Map(); // account → the last seq told on this connection
    this.isResuming = false;
    this.isToldMissed = false;
  }

  // A connection begins. What to say: { resume: message or null, isNew: another run than before }.
  begin(message) {
    const states = statesOf(message);
    const epoch = states[0]?.epoch ?? null;
    const isNew = epoch !== this.epoch;
    const seqs = {};
    if (!isNew) {
      for (const { account, seq } of states)
        if (this.heard.has(account) && this.heard.get(account) < seq)
          seqs[account] = this.heard.get(account);
    }
    this.epoch = epoch;
    this.isResuming = Object.keys(seqs).length > 0;
    this.isToldMissed = false;
    if (isNew) this.heard.clear();
    this.newest = new Map(states.map(({ account, seq }) => [account, seq]));
    if (!this.isResuming) this.end();
    return { isNew, resume: this.isResuming ? { action: 'resume', epoch, seqs } : null };
  }

  // Each later message. Those that were missed come together, right behind `resumed`.
  take(message) {
    const isMissed = message.type === 'position_update' && message.missed === true;
    if (this.isToldMissed && !isMissed) this.end();
    if (message.type === 'resumed') this.isToldMissed = true;
    else if (isMissed) this.heard.set(message.account, message.seq);
    else if (message.type === 'position_update') this.advance(message.account, message.seq);
    else if (message.type === 'summary')
      for (const { account, seq } of statesOf(message)) this.advance(account, seq);
  }

  // A connection that is lost before all that was missed is told has not heard it.
  advance(account, seq) {
    this.newest.set(account, seq);
    if (!this.isResuming) this.heard.set(account, seq);
  }

  end() {
    this.isResuming = this.isToldMissed = false;
    for (const [account, seq] of this.newest) this.heard.set(account, seq);
  }
}
