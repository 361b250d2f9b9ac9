# SPDX-License-Identifier: GPL-3.0-or-later
"""The positions of an account out of fills and marks, by the exchange's arithmetic, in doubles."""
from dataclasses import dataclass, field

NOTHING = 1e-9


@dataclass
class Fill:
    coin: str
    side: str
    fee_token: str
    time: int
    trade_id: int
    order_id: int
    price: float
    size: float
    fee: float
    closed_pnl: float

    @property
    def signed_size(self):
        return self.size if self.side == "B" else -self.size


@dataclass
class Position:
    coin: str
    size: float = 0.0
    entry: float = 0.0
    mark: float = 0.0
    realized: float = 0.0
    fees: float = 0.0
    opened_at: int = 0
    changed_at: int = 0
    marked_at: int = 0
    audited_at: int = 0
    is_reconciled: bool = False

    def apply(self, fill):
        change = fill.signed_size
        if abs(self.size) < NOTHING:
            self.opened_at = fill.time
            self.entry = fill.price
        elif self.size * change > 0:
            self.entry = (self.size * self.entry + change * fill.price) / (self.size + change)
        else:
            closed = min(abs(self.size), abs(change))
            self.realized += closed * (fill.price - self.entry) * (1 if self.size > 0 else -1)
            if abs(change) > abs(self.size):  # through zero
                self.opened_at = fill.time
                self.entry = fill.price
        self.size += change
        self.fees += fill.fee
        self.changed_at = fill.time
        self.mark = self.mark or fill.price


@dataclass
class Account:
    address: str
    label: str
    seq: int = 0  # of the last update told
    positions: dict = field(default_factory=dict)
    seen: set = field(default_factory=set)  # fills, by tid

    def apply(self, fill):
        """The position after the fill; None: the fill is known."""
        if fill.trade_id in self.seen:
            return None
        self.seen.add(fill.trade_id)
        position = self.positions.get(fill.coin)
        if position is None:
            position = self.positions[fill.coin] = Position(fill.coin)
        position.apply(fill)
        return position
