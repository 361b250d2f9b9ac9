# SPDX-License-Identifier: GPL-3.0-or-later
"""An update with the keys of the program's own, and lines of the audit file."""
import hashlib
import json
import os
import time
from datetime import datetime, timezone


def number_text(value):
    text = f"{value:.8f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def time_text(ms):
    moment = datetime.fromtimestamp(ms / 1000, timezone.utc)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{ms % 1000:03d}Z"


def now_ms():
    return time.time_ns() // 1_000_000


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def position_of(account, position):
    size, entry, mark = position.size, position.entry, position.mark
    notional = abs(size * mark)
    unrealized = size * (mark - entry)
    total = position.realized + unrealized
    margin = notional / 10
    even = entry + (position.fees - position.realized) / size if size else 0
    return {
        "symbol": position.coin + "-USD",
        "side": "long" if size > 0 else "short" if size < 0 else "flat",
        "quantity": number_text(abs(size)), "entry_price": number_text(entry),
        "current_price": number_text(mark), "unrealized_pnl": number_text(unrealized),
        "realized_pnl": number_text(position.realized), "notional_value": number_text(notional),
        "total_pnl": number_text(total), "leverage": "10",
        "last_updated": time_text(position.changed_at), "is_flat": size == 0,
        "account": account.address, "coin": position.coin, "fees": number_text(position.fees),
        "funding": "0", "net_pnl": number_text(total - position.fees),
        "break_even_price": number_text(even), "liquidation_price": None,
        "liquidation_distance": None, "margin_used": number_text(margin), "margin_mode": "cross",
        "roe": number_text(unrealized / margin if margin else 0),
        "price_time": time_text(position.marked_at), "price_state": "live",
        "opened_at": time_text(position.opened_at), "basis": "complete",
        "reconciled": position.is_reconciled, "price_decimals": 1, "size_decimals": 5,
    }


def fill_of(fill):
    return {
        "symbol": fill.coin + "-USD", "side": "buy" if fill.side == "B" else "sell",
        "quantity": number_text(fill.size), "price": number_text(fill.price),
        "timestamp": time_text(fill.time), "order_id": str(fill.order_id),
        "fill_id": str(fill.trade_id), "fee": number_text(fill.fee), "fee_token": fill.fee_token,
        "closed_pnl": number_text(fill.closed_pnl), "source": "live", "direction": "Open Long",
        "taker": True, "builder_fee": None, "forced": "none", "liquidation": None,
        "hash": "0x" + "0" * 64,
    }


def update_text(account, position, fill):
    return compact({
        "type": "position_update", "event_type": "fill" if fill else "price_update",
        "symbol": position.coin + "-USD", "timestamp": time_text(now_ms()),
        "position": position_of(account, position), "fill": fill_of(fill) if fill else None,
        "account": account.address, "account_label": account.label, "seq": account.seq,
    })


class Audit:
    """Each line has the hash of the line before and its own: one write for each."""

    def __init__(self, path):
        self.file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        self.seq = 0
        self.previous = "0" * 64

    def append(self, body):
        self.seq += 1
        line = compact({"seq": self.seq, **body, "prev": self.previous})
        self.previous = hashlib.sha256(line.encode()).hexdigest()
        os.write(self.file, f'{line[:-1]},"hash":"{self.previous}"}}\n'.encode())

    def fill(self, account, after, fill):
        self.append({
            "timestamp": time_text(fill.time), "type": "fill", "symbol": fill.coin + "-USD",
            "side": "buy" if fill.side == "B" else "sell", "quantity": number_text(fill.size),
            "price": number_text(fill.price), "account": account.address, "coin": fill.coin,
            "time": fill.time, "tid": fill.trade_id, "oid": fill.order_id,
            "fee": number_text(fill.fee), "closed_pnl": number_text(fill.closed_pnl),
            "before": number_text(after.size - fill.signed_size),
            "after": number_text(after.size),
        })

    def price(self, account, position, now):
        self.append({
            "timestamp": time_text(now), "type": "position_change", "event": "price_update",
            "symbol": position.coin + "-USD", "account": account.address,
            "quantity": number_text(position.size), "price": number_text(position.mark),
        })
