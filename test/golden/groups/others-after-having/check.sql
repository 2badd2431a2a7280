-- rows of orderMetrics.rows
with counted as (select channel, count(*) as n, sum(amount) filter (where status = 'PAID') as revenue from trade.orders where tenant_id = $1 group by channel having count(*) >= 3),
placed as (select *, row_number() over (order by n desc, channel) = 1 as first from counted)
select not first as _others, case when first then channel end as channel, sum(n) as "orderCount", sum(revenue) as revenue
from placed group by first, case when first then channel end order by not first;
