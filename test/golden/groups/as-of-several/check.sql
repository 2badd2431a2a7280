-- rows of metrics.totals
select (select count(*) from trade.orders where tenant_id = $1) as "orderMetrics.orderCount", (select count(*) from trade.visits where tenant_id = $1) as "visitMetrics.visitCount";
-- rows of metrics.meta
-- Visits came a day and ten hours ago; they promise a day.
select checks.iso(max(loaded_at)) as "asOf", false as fresh from trade.visits where tenant_id = $1;
