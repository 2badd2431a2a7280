-- rows of orderMetrics.rows
with told as (select coalesce(channel = 'WEB', false) as web, placed_at < '2026-07-15T10:00:00Z' as past from trade.orders where tenant_id = $1)
select not web as _others, case when web then 'WEB' end as channel, count(*) filter (where past) as "ordersEver", count(*) as "orderCount" from told group by web order by not web;
