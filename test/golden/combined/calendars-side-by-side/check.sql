-- rows of utc.totals
select count(*) filter (where (placed_at at time zone 'UTC')::date = '2026-07-15') as today, count(*) as "orderCount" from trade.orders where tenant_id = $1;
-- rows of paris.totals
select count(*) filter (where shop_time::date = '2026-07-15') as today, count(*) as "orderCount" from trade.orders where tenant_id = $1;
