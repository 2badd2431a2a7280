-- rows of orderMetrics.rows
select name as "customer.name", count(*) as "orderCount" from trade.orders left join trade.customers using (tenant_id, customer_id)
where tenant_id = $1 group by name order by count(*) desc, name limit 3 offset 2;
-- rows of orderMetrics.totals
select count(*) as "orderCount" from trade.orders where tenant_id = $1;
