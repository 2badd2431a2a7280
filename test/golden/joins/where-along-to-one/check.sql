-- rows of north.rows
select channel, count(*) as "orderCount" from trade.orders o join trade.customers c using (tenant_id, customer_id)
where tenant_id = $1 and region = 'north' group by channel order by channel;
-- rows of others.rows
select channel, count(*) as "orderCount" from trade.orders o
where tenant_id = $1 and not exists (select from trade.customers c where c.tenant_id = $1 and c.customer_id = o.customer_id and c.region = 'north')
group by channel order by channel;
