-- rows of first.rows
with groups as (select name, count(*) as n from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1 group by name)
select name as "customer.name", n as "orderCount", 1 + (select count(*) from groups b where b.n > a.n) as place, n / (select sum(n) from groups) as "orderCountShare" from groups a order by n desc, name limit 2;
-- rows of second.rows
with groups as (select name, count(*) as n from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1 group by name)
select name as "customer.name", n as "orderCount", 1 + (select count(*) from groups b where b.n > a.n) as place, n / (select sum(n) from groups) as "orderCountShare" from groups a order by n desc, name limit 2 offset 2;
