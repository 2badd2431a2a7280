/** Every shape that a statement takes, each asked for by itself; the answer of each depends on whose rows it reads. */
export const reads: Readonly<Record<string, string>> = {
  'rows, their pages and their links':
    '{ customers(first: 100) { totalCount nodes { id name region profile orders { nodes { id note } totalCount } orderMetrics { orderCount revenue } } } }',
  'a condition along a link':
    '{ orders(first: 100, where: { customer: { name: { contains: "a" } } }) { nodes { id note customer { name referrer { name } } items { nodes { quantity } } } } }',
  'a path to the tenant, and a shared row that leads back':
    '{ orderItems(first: 100) { nodes { orderId quantity order { note customer { name } } product { items(first: 100) { nodes { orderId quantity } } itemMetrics { units } } } } }',
  'a view':
    '{ sales(first: 100) { nodes { id note order { customer { name } } } } saleMetrics { totals { saleCount } } }',
  'SQL of the author': '{ regions(first: 100) { nodes { region people last } } }',
  'groups and totals in one scan':
    '{ orderMetrics { rows { customer { name } revenue orderCount } totals { revenue buyers } } orderItemMetrics { totals { units } } }',
  'models side by side':
    '{ metrics { rows { customer { name } orderMetrics { lastNote orderCount } levelMetrics { lastWord } customerMetrics { customerCount } } totals { visitMetrics { visitCount } } } }',
  'a formula over two models':
    '{ customerMetrics { rows { name ordersEach } } orderMetrics { rows { customer { name } perCustomer } } }',
  'a percentile': '{ orderMetrics { totals { medianAmount highAmount } } }',
  'a balance':
    '{ levelMetrics { rows { place levelLast levelMean lastWord } totals { levelFirst levelMedian } } }',
  'rows spread over periods': '{ orderMetrics { rows { placedAt(by: MONTH) revenueEver revenueTrailing } } }',
  'a running value': '{ visitMetrics { rows { at(by: MONTH) page visitors(running: true) } } }',
  'a cumulative value as of now': '{ orderMetrics { totals { revenueEver ordersToDate } } }',
  'another time': '{ orderMetrics { rows { placedAt(by: MONTH) revenue(shift: "-P1M") } } }',
  windows:
    '{ orderMetrics { rows { customer { name } note orderCountShare(within: ["customer.name"]) orderCount(rank: DESC, within: ["customer.name"]) } } }',
  'periods where nothing happened':
    '{ orderMetrics(fill: true) { rows { placedAt(by: MONTH) customer { name } orderCount } } }',
  'a row for the rest':
    '{ orderMetrics(limit: 1, others: true, orderBy: [{ orderCount: DESC }]) { rows { status lastNote revenue } } }',
  'groups of many rows': '{ customerMetrics { rows { orders(each: true) { note } customerCount } } }',
  'groups of many rows of a shared one':
    '{ productMetrics { rows { items(each: true) { order { note } } productCount } } }',
  'a conversion': '{ customerMetrics { rows { name activated } totals { activated } } }',
  'a conversion among names that tenants share': '{ levelMetrics { totals { jumps } } }',
  'a measure’s own condition':
    '{ orderMetrics { rows { note orderCount(where: { items: { none: {} } }) buyers(where: { customer: { name: { contains: "a" } } }) } } }',
  'a condition on groups':
    '{ orderMetrics(having: { orderCount: { gte: 1 } }) { rows { note orderCount } } }',
  'how old the numbers are': '{ customerMetrics { meta { asOf fresh } } }',
  'how old the numbers of several models are':
    '{ metrics { totals { customerMetrics { customerCount } levelMetrics { levelRows } } meta { asOf } } }',
  'measures per parent':
    '{ customers(first: 100) { nodes { name levelMetrics { levelLast lastWord } orderMetrics { medianAmount revenueEver again } visitMetrics { bought } } } }',
}
