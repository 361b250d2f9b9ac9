// Connect to position stream
const ws = new WebSocket('ws://localhost:8000/api/v1/positions/stream');

ws.onopen = () => {
  console.log('Connected to position monitor');
};

ws.onmessage = (event) => {
  const message = JSON.parse(event.data);
  
  switch (message.type) {
    case 'initial_state':
      // Initialize UI with current positions
      updatePositionTable(message.positions);
      break;
      
    case 'position_update':
      // Update specific position
      if (message.event_type === 'fill') {
        showFillNotification(message.fill);
      }
      updatePosition(message.symbol, message.position);
      break;
      
    case 'summary':
      // Update summary stats
      updateSummaryStats(message);
      break;
      
    case 'ping':
      // Respond to keepalive
      ws.send(JSON.stringify({action: 'ping'}));
      break;
  }
};

// Request position summary
function refreshPositions() {
  ws.send(JSON.stringify({action: 'get_summary'}));
}

// Auto-refresh every 5 seconds
setInterval(refreshPositions, 5000);
