-- rows of orderMetrics.byChannel
with mine as (select * from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z')
select channel, count(*)::numeric / (select count(*) from mine) as "orderCountShare", sum(amount) filter (where status = 'PAID') as revenue from mine group by channel order by channel;
-- rows of orderMetrics.byStatus
with mine as (select * from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z'),
groups as (select status, count(*) as n, count(distinct customer_id) as buyers from mine group by status)
select status, n::numeric / (select count(*) from mine) as "orderCountShare", 1 + (select count(*) from groups b where b.n > a.n) as place, buyers from groups a order by status;
-- rows of orderMetrics.byQuarter
with mine as (select date_trunc('quarter', placed_at at time zone 'UTC') as q from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z')
select checks.iso(q at time zone 'UTC') as "placedAt", (select count(*) from mine b where b.q <= a.q) as "soFar" from mine a group by q order by q;
-- rows of orderMetrics.totals
select count(*) as "orderCount" from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z';
