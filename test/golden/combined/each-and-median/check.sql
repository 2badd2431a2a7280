-- rows of orderMetrics.rows
with has as (select distinct order_id, category from trade.order_items join trade.products using (sku)),
told as (
  select category, amount, status, customer_id, order_id, row_number() over (partition by category, items order by amount) as p, count(*) over (partition by category, items) as n, items
  from (select o.*, has.category, has.order_id is not null as items from trade.orders o left join has using (order_id) where tenant_id = $1) o),
groups as (
  -- An order with an item of no category and an order without items are both "no category".
  select category, amount, status, customer_id, row_number() over (partition by category order by amount) as p, count(*) over (partition by category) as n from told)
select category as "items.product.category", avg(amount) filter (where p in ((n + 1) / 2, (n + 2) / 2)) as "medianAmount", count(distinct customer_id) as buyers,
  sum(amount) filter (where status = 'PAID') / count(*) as "averageOrder"
from groups group by category order by category;
