-- rows of visitMetrics.rows
with seen as (
  select plan, source, v.customer_id, exists (select from trade.orders o where o.tenant_id = $1 and o.customer_id = v.customer_id and o.status = 'PAID'
    and o.placed_at >= v.seen_at and o.placed_at <= v.seen_at + interval '7 days') as bought
  from trade.visits v left join trade.customers c on c.tenant_id = v.tenant_id and c.customer_id = v.customer_id where v.tenant_id = $1)
select plan as "customer.plan", count(distinct customer_id) filter (where bought) as converted, count(distinct customer_id) filter (where bought and source = 'AD') as ads,
  count(distinct customer_id) filter (where bought and source = 'AD')::numeric / nullif(count(distinct customer_id) filter (where source = 'AD'), 0) as rate, count(*) as "visitCount"
from seen group by plan order by plan;
