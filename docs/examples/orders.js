// Loads and ships orders, as one writes it at first.

async function loadOrder(id) {
  const response = await fetch(`https://example.com/orders/${id}`);
  return response.json();
}

export async function loadOrders(ids) {
  const orders = [];
  for (const id of ids) {
    orders.push(await loadOrder(id));
  }
  return orders;
}

async function recordShipment(order) {
  await fetch('https://example.com/shipments', { method: 'POST', body: order.id });
}

export async function ship(id) {
  const order = await loadOrder(id);
  recordShipment(order);
  return order;
}
