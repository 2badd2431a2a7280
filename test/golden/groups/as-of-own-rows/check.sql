-- rows of orderMetrics.totals
select count(*) as "orderCount" from trade.orders where tenant_id = $1;
-- rows of orderMetrics.meta
select checks.iso(max(loaded_at)) as "asOf", true as fresh from trade.orders where tenant_id = $1;
