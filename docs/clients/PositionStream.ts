// Follows one account: keeps its positions, hears every fill once, comes back after a lost
// connection, and says while what it knows may be old.

/** Amounts are exact texts: give them to a decimal library, not to parseFloat, before you add. */
export interface Position {
  symbol: string;
  coin: string;
  side: 'long' | 'short' | 'flat';
  quantity: string;
  entry_price: string | null;
  current_price: string | null;
  price_state: 'live' | 'stale' | 'dead' | null;
  unrealized_pnl: string | null;
  realized_pnl: string;
  net_pnl: string | null;
  reconciled: boolean;
  /** Most digits behind the point of the coin's prices and sizes. */
  price_decimals: number;
  size_decimals: number;
  is_flat?: boolean;
  // ... other fields
}

export interface Fill {
  symbol: string;
  side: 'buy' | 'sell';
  quantity: string;
  price: string;
  timestamp: string;
  fill_id: string;
  order_id: string;
  fee: string;
  /** The exchange's words, as Open Long: for display. */
  direction: string | null;
  /** It took from the book; false: it made; null: not known. */
  taker: boolean | null;
  /** Whether it closed the position against its owner's will; null: not known. */
  forced: 'none' | 'liquidation' | 'auto_deleveraging' | null;
  // ... other fields
}

export interface Listener {
  /** Positions or their freshness have changed. */
  onChange?(): void;
  onFill?(fill: Fill): void;
  /** Fills may be missing: the monitor was started anew, or more was missed than it remembers. */
  onRestart?(): void;
}

/** Pairs of spot are told the same way; states have them apart, under `spot`. */
const isSpot = ({ coin }: Position) => coin.startsWith('@') || coin.includes('/');

const AskEveryMs = 5_000;
const SilenceMs = 10_000; // without a word the connection is lost, whatever it says of itself
const SlowestRetryMs = 30_000;
const FillsKnown = 5_000;

export class PositionStream {
  positions: Record<string, Position> = {};
  /** Whether the monitor is connected, and the account's feed with it. Show old numbers as old. */
  isLive = false;

  private socket: WebSocket | null = null;
  private account = '';
  private epoch = '';
  private heard = 0; // up to this seq every fill was heard
  private newest = 0; // the last seq
  private resuming: 'no' | 'asked' | 'hearing' = 'no'; // what was missed before this connection
  private fills = new Set<string>(); // the newest that were heard
  private attempts = 0;
  private lastWord = 0; // by a clock that nobody sets
  private timer: ReturnType<typeof setInterval> | undefined;
  private isClosed = false;

  constructor(
    private readonly url = 'ws://localhost:8000/api/v1/positions/stream',
    private readonly listener: Listener = {},
    private readonly token?: string,
  ) {
    this.connect();
  }

  close() {
    this.isClosed = true;
    this.lose();
  }

  private connect() {
    const protocols = this.token ? [`bearer.${this.token}`] : [];
    const socket = new WebSocket(this.url, protocols);
    this.socket = socket;
    this.lastWord = performance.now();
    socket.onmessage = (event) => this.take(JSON.parse(String(event.data)));
    socket.onclose = () => this.comeBack(socket);
    socket.onerror = () => {}; // onclose follows
    this.timer = setInterval(() => {
      if (performance.now() - this.lastWord > SilenceMs) this.comeBack(socket);
      else if (socket.readyState === 1) this.say({ action: 'get_summary' });
    }, AskEveryMs);
  }

  private lose() {
    clearInterval(this.timer);
    const socket = this.socket;
    this.socket = null;
    if (socket) {
      socket.onmessage = socket.onclose = null;
      socket.close();
    }
    if (this.isLive) {
      this.isLive = false;
      this.listener.onChange?.();
    }
  }

  private comeBack(lost: WebSocket) {
    if (lost !== this.socket) return; // told already
    this.lose();
    if (this.isClosed) return;
    const pause = Math.min(SlowestRetryMs, 500 * 2 ** this.attempts++);
    setTimeout(() => !this.isClosed && this.connect(), pause * (0.5 + Math.random() / 2));
  }

  private say(message: object) {
    this.socket?.send(JSON.stringify(message));
  }

  private take(message: any) {
    this.lastWord = performance.now();
    if (this.resuming === 'hearing' && !this.isMissed(message)) this.endResuming();
    switch (message.type) {
      case 'initial_state':
        this.begin(message);
        break;
      case 'summary':
        this.takeState(message);
        break;
      case 'position_update':
        this.update(message);
        break;
      case 'resumed':
        this.resuming = 'hearing'; // it follows at once
        break;
      case 'error':
        if (message.code !== 'not_resumable') break;
        this.endResuming();
        this.listener.onRestart?.();
        break;
      case 'ping':
        this.say({ action: 'ping' });
        break;
    }
  }

  private begin(state: any) {
    this.attempts = 0;
    const isSameRun = state.epoch === this.epoch && state.account === this.account;
    this.resuming = isSameRun && this.heard < state.seq ? 'asked' : 'no';
    if (this.resuming === 'asked')
      this.say({ action: 'resume', epoch: state.epoch, seqs: { [state.account]: this.heard } });
    if (this.epoch && !isSameRun) this.listener.onRestart?.();
    this.account = state.account;
    this.epoch = state.epoch;
    this.takeState(state);
  }

  private takeState(state: any) {
    this.positions = state.positions;
    this.advance(state.seq);
    this.isLive = state.feed_state === 'live';
    this.listener.onChange?.();
  }

  private update(message: any) {
    if (this.isMissed(message)) {
      this.heard = message.seq;
    } else {
      this.advance(message.seq);
      if (message.position.is_flat || isSpot(message.position)) delete this.positions[message.symbol];
      else this.positions[message.symbol] = message.position;
    }
    if (message.fill) this.tellOnce(message.fill);
    this.listener.onChange?.();
  }

  /** The state has its position already: only the fill is news. */
  private isMissed(message: any) {
    return message.type === 'position_update' && message.missed === true;
  }

  private endResuming() {
    this.resuming = 'no';
    this.heard = this.newest;
  }

  // A connection that is lost before all that was missed is told has not heard it.
  private advance(seq: number) {
    this.newest = seq;
    if (this.resuming === 'no') this.heard = seq;
  }

  private tellOnce(fill: Fill) {
    const id = `${fill.symbol} ${fill.fill_id} ${fill.side}`; // both legs of a trade with oneself
    if (this.fills.has(id)) return;
    this.fills.add(id);
    if (this.fills.size > FillsKnown) this.fills.delete(this.fills.values().next().value!);
    this.listener.onFill?.(fill);
  }
}
