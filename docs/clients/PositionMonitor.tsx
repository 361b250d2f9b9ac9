import { useEffect, useState } from 'react';

interface Position {
  symbol: string;
  side: 'long' | 'short' | 'flat';
  quantity: string;
  unrealized_pnl: string;
  // ... other fields
}

export function PositionMonitor() {
  const [positions, setPositions] = useState<Record<string, Position>>({});
  const [totalPnl, setTotalPnl] = useState('0');

  useEffect(() => {
    const ws = new WebSocket('ws://localhost:8000/api/v1/positions/stream');

    ws.onmessage = (event) => {
      const message = JSON.parse(event.data);

      if (message.type === 'initial_state' || message.type === 'summary') {
        setPositions(message.positions);
        setTotalPnl(message.total_pnl);
      } else if (message.type === 'position_update') {
        setPositions(prev => ({
          ...prev,
          [message.symbol]: message.position,
        }));
      }
    };

    return () => ws.close();
  }, []);

  return (
    <div>
      <h2>Total P&L: ${totalPnl}</h2>
      <table>
        <thead>
          <tr>
            <th>Symbol</th>
            <th>Side</th>
            <th>Quantity</th>
            <th>Unrealized P&L</th>
          </tr>
        </thead>
        <tbody>
          {Object.values(positions).map(pos => (
            <tr key={pos.symbol}>
              <td>{pos.symbol}</td>
              <td>{pos.side}</td>
              <td>{pos.quantity}</td>
              <td className={parseFloat(pos.unrealized_pnl) >= 0 ? 'green' : 'red'}>
                ${pos.unrealized_pnl}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
