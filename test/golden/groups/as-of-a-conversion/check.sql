-- rows of visitMetrics.totals
select count(distinct customer_id) filter (where exists (select from trade.orders o where o.tenant_id = $1 and o.customer_id = v.customer_id and o.status = 'PAID'
    and o.placed_at >= v.seen_at and o.placed_at <= v.seen_at + interval '7 days')) as converted, count(*) as "visitCount"
from trade.visits v where tenant_id = $1 and source = 'MAIL';
-- rows of visitMetrics.meta
select checks.iso(max(loaded_at)) as "asOf", false as fresh from trade.visits where tenant_id = $1;
