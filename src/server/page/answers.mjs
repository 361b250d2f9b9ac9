// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked by HTTP beside the stream: the health, and the comparison with the exchange. An
// answer is believed for a while only.
import { verdictsOf } from './trust.mjs';

const PollMs = 5000; // between an answer and the next question
const FirstMs = 100; // between two looks whether there is somebody to ask yet
const BelievedMs = 10_000;
// Every five seconds: what agrees, and the past, are in no part of the page.
const ProofPath = 'api/v1/reconciliation?account=all&rows=doubtful&history=0';

export class Answers {
  // mayAsk(): whether somebody answers; onAnswer(): something is known, or not any more.
  constructor({ api, clock, mayAsk, onAnswer }) {
    Object.assign(this, { api, clock, mayAsk, onAnswer });
    this.health = null;
    this.healthAt = null;
    this.proofs = new Map(); // account → { state, verdicts }
    this.proofsAt = null;
  }

  isHealthKnown() {
    return this.clock.since(this.healthAt) <= BelievedMs;
  }

  isProofKnown() {
    return this.clock.since(this.proofsAt) <= BelievedMs;
  }

  proofOf(address) {
    return this.proofs.get(address) ?? null;
  }

  // Whether the stream may be opened: the health is asked, for it needs the token too.
  async knock() {
    try {
      const { status, body } = await this.askHealth();
      if (status === 401 || status === 429) return { door: 'locked', detail: body.detail };
      return { door: body.status === 'stopped' ? 'stopped' : 'open' };
    } catch {
      return { door: 'away' };
    }
  }

  async askHealth() {
    const answer = await this.api.get('api/v1/positions/health', this.clock);
    const { body } = answer;
    if (body.timestamp) this.clock.answered(body.timestamp, answer.askedAt);
    if (body.reasons) [this.health, this.healthAt] = [body, this.clock.reading()];
    return answer;
  }

  async askProof() {
    const { status, body } = await this.api.get(ProofPath, this.clock);
    if (status !== 200) throw new Error(String(status));
    this.proofs = new Map(Object.entries(body.accounts).map(([address, { state, rows }]) =>
      [address, { state, verdicts: verdictsOf(rows) }]));
    this.proofsAt = this.clock.reading();
  }

  // One question at a time: what hangs does not pile up.
  async poll() {
    if (this.mayAsk()) {
      await this.askProof().catch(() => (this.proofsAt = null));
      await this.askHealth().catch(() => {});
      this.onAnswer();
    }
    setTimeout(() => this.poll(), this.healthAt && this.mayAsk() ? PollMs : FirstMs);
  }
}
