-- rows of orderMetrics.rows
select note, count(*) as "orderCount" from trade.orders where tenant_id = $1 and order_id % 1000 = 22 group by note;
-- rows of literal.rows
select note, min(amount) as smallest from trade.orders where tenant_id = $1 and order_id % 1000 = 22 group by note;
