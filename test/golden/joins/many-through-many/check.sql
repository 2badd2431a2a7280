-- rows of customerMetrics.rows
select plan, count(*) as "customerCount", avg(score) as "averageScore" from trade.customers
where tenant_id = $1 and customer_id in (
  select customer_id from trade.orders join trade.order_tags using (tenant_id, order_id) where tenant_id = $1 and tag_id = 3)
group by plan order by plan;
