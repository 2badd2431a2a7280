-- rows of orderMetrics.rows
with mine as (select date_trunc('quarter', placed_at at time zone 'UTC') as q, * from trade.orders where tenant_id = $1)
select checks.iso(q at time zone 'UTC') as "placedAt", count(distinct customer_id) as buyers,
  (select count(distinct customer_id) from mine b where b.q <= a.q) as "soFar",
  (select sum(amount) filter (where status = 'PAID') / count(*) from mine b where b.q <= a.q) as average
from mine a group by q order by q;
