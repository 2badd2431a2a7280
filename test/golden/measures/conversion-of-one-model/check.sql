-- rows of orderMetrics.rows
-- Bob left an order pending on the last day of 2025 and paid for one 88 days later; nobody else came back.
with orders as (select * from trade.orders where tenant_id = $1)
select plan as "customer.plan", count(distinct p.customer_id) filter (where p.status = 'PENDING' and exists (
    select from orders b where b.customer_id = p.customer_id and b.status = 'PAID' and b.placed_at between p.placed_at and p.placed_at + interval '100 days')) as recovered,
  count(*) as "orderCount"
from orders p left join trade.customers c on c.tenant_id = $1 and c.customer_id = p.customer_id group by plan order by plan;
-- rows of orderMetrics.totals
with orders as (select * from trade.orders where tenant_id = $1)
select count(distinct p.customer_id) filter (where p.status = 'PENDING' and exists (
    select from orders b where b.customer_id = p.customer_id and b.status = 'PAID' and b.placed_at between p.placed_at and p.placed_at + interval '100 days')) as recovered,
  count(*) as "orderCount" from orders p;
