-- rows of visitMetrics.totals
-- Ada bought in February. Bob came in the night before the bound, and bought a week later, after it.
select count(distinct v.customer_id) as visitors, count(distinct o.customer_id) as converted
from trade.visits v join trade.customers c using (tenant_id, customer_id)
left join trade.orders o on o.tenant_id = v.tenant_id and o.customer_id = v.customer_id and o.status = 'PAID'
  and o.placed_at - v.seen_at between interval '0' and interval '7 days'
where v.tenant_id = $1 and v.seen_at < '2026-03-23T00:00:00Z' and plan <> 'TEAM';
