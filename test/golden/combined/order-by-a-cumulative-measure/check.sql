-- rows of orderMetrics.rows
with told as (select channel, amount, placed_at < '2026-07-15T10:00:00Z' as past, row_number() over (partition by channel order by amount) as p, count(*) over (partition by channel) as n from trade.orders where tenant_id = $1)
select channel, count(*) as "orderCount" from told group by channel having count(*) filter (where past) >= 3
order by avg(amount) filter (where p in ((n + 1) / 2, (n + 2) / 2)) desc, channel;
