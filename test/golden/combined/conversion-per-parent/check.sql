-- rows of customers.nodes
select name, (count(visit_id) > 0)::int as "visitMetrics.visitors", coalesce(bool_or(bought), false)::int as "visitMetrics.converted",
  case when count(visit_id) > 0 then bool_or(bought)::int end as "visitMetrics.conversionRate"
from trade.customers c
left join lateral (
  select visit_id, exists (select from trade.orders o where o.tenant_id = $1 and o.customer_id = v.customer_id and o.status = 'PAID'
    and o.placed_at >= v.seen_at and o.placed_at <= v.seen_at + interval '7 days') as bought
  from trade.visits v where v.tenant_id = $1 and v.customer_id = c.customer_id) v on true
where tenant_id = $1 group by c.customer_id, name order by c.customer_id limit 20;
