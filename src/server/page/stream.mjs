// SPDX-License-Identifier: GPL-3.0-or-later
// The connection to the stream: opened with the token where one is asked for, watched, and opened
// anew after a growing pause when it is lost.

const AskMs = 5000; // between two questions
const SilenceMs = 10_000; // what is older is not believed: the monitor may hang
const FirstRetryMs = 500;
const SlowestRetryMs = 30_000;

// Asked and silent for so long that it must be taken for hanging. A hidden page asks rarely, so its
// silence alone says nothing.
const isHanging = (clock, { heard, asked }) =>
  asked !== null && clock.since(asked) >= AskMs && clock.since(heard) >= SilenceMs;

export class Stream {
  // knock(): a promise of { door, token }; door: open, locked (a token is asked for), stopped or
  // away. onWord(): `word` changed: connecting, open, disconnected, stopped or locked.
  constructor({ url, clock, knock, onMessage, onWord }) {
    Object.assign(this, { url, clock, knock, onMessage, onWord });
    this.word = 'connecting';
    this.retryMs = FirstRetryMs;
    this.link = null; // the connection, while its state is known
    this.socket = null;
    this.lastHeard = null;
  }

  isHeard() {
    return this.link !== null && this.clock.since(this.link.heard) <= SilenceMs;
  }

  say(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  ask() {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.say({ action: 'get_summary' });
    this.mine.asked ??= this.clock.reading();
  }

  setWord(word) {
    if (this.word === word) return;
    this.word = word;
    this.onWord();
  }

  async open() {
    const { door, token } = await this.knock();
    if (door === 'locked') this.setWord('locked');
    else if (door === 'open') this.connect(token);
    else this.retry(door === 'stopped' ? 'stopped' : 'disconnected');
  }

  connect(token) {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.mine = { heard: this.clock.reading(), asked: this.clock.reading() }; // a state is owed
    this.timers = [setInterval(() => this.ask(), AskMs),
      setInterval(() => isHanging(this.clock, this.mine) && this.end('disconnected'), 1000)];
    socket.onopen = () => token && this.say({ action: 'auth', token });
    socket.onmessage = (event) => this.take(JSON.parse(event.data));
    socket.onclose = ({ code }) => this.end(code === 1001 ? 'stopped' : 'disconnected');
  }

  take(message) {
    this.lastHeard = this.clock.reading();
    Object.assign(this.mine, { heard: this.lastHeard, asked: null });
    if (message.type === 'ping') return this.say({ action: 'ping' });
    if (message.type === 'error' && message.code === 'not_running') return this.end('stopped');
    if (message.type === 'initial_state' || message.type === 'summary') {
      this.link = this.mine;
      this.retryMs = FirstRetryMs;
      this.word = 'open'; // told once the message is taken
    }
    this.onMessage(message);
  }

  end(word) {
    this.timers.forEach(clearInterval);
    this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
    this.socket.close(); // its own end may come much later where nobody answers
    this.retry(word);
  }

  retry(word) {
    this.link = null;
    if (this.word !== 'stopped') this.setWord(word);
    setTimeout(() => this.open(), this.retryMs * (0.5 + Math.random() / 2));
    this.retryMs = Math.min(this.retryMs * 2, SlowestRetryMs);
  }
}
