// SPDX-License-Identifier: GPL-3.0-or-later
// Questions to the program by HTTP. The token goes into a header, never into an address.

const PatienceMs = 5000; // no answer is waited for any longer

export class Api {
  constructor() {
    this.token = null;
  }

  // { status, body, askedAt }; throws where nobody answers, or not in JSON.
  async get(path, clock) {
    const askedAt = clock.reading();
    const headers = this.token ? { Authorization: `Bearer ${this.token}` } : {};
    const answer = await fetch(path, { headers, signal: AbortSignal.timeout(PatienceMs) });
    return { status: answer.status, body: await answer.json(), askedAt };
  }
}
