-- rows of orderMetrics.rows
with counted as (select channel, sum(amount) as revenue from trade.orders where tenant_id = $1 and status = 'PAID' group by channel),
placed as (select *, revenue = max(revenue) over () as first, sum(revenue) over () as whole from counted)
select not first as _others, case when first then channel end as channel, sum(revenue) / max(whole) as part, case when first then 1 end as place
from placed group by first, case when first then channel end order by not first;
