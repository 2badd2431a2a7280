-- rows of customerMetrics.rows
select region, count(*) as "customerCount", avg(score) as "averageScore" from trade.customers
where tenant_id = $1 and customer_id in (
  select customer_id from trade.orders where tenant_id = $1 and order_id in (select order_id from trade.order_items where sku = 'C3'))
group by region order by region;
