-- rows of down.rows
select name as "customer.name", count(*) as "orderCount" from trade.orders left join trade.customers using (tenant_id, customer_id)
where tenant_id = $1 group by name order by sum(amount) filter (where status = 'PAID') desc nulls last, name;
-- rows of up.rows
select name as "customer.name", count(*) as "orderCount" from trade.orders left join trade.customers using (tenant_id, customer_id)
where tenant_id = $1 group by name order by sum(amount) filter (where plan = 'PRO') nulls last, name desc nulls last;
