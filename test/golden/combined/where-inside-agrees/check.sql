-- rows of outside.totals
with web as (select *, row_number() over (order by amount) as p, count(*) over () as n from trade.orders where tenant_id = $1 and channel = 'WEB')
select sum(amount) filter (where status = 'PAID') as revenue, count(*) as "orderCount", count(distinct customer_id) as buyers,
  avg(amount) filter (where p in ((n + 1) / 2, (n + 2) / 2)) as "medianAmount", sum(amount) filter (where status = 'PAID') / count(*) as "averageOrder" from web;
-- rows of inside.totals
with web as (select *, row_number() over (order by amount) as p, count(*) over () as n from trade.orders where tenant_id = $1 and channel = 'WEB')
select sum(amount) filter (where status = 'PAID') as revenue, count(*) as "orderCount", count(distinct customer_id) as buyers,
  avg(amount) filter (where p in ((n + 1) / 2, (n + 2) / 2)) as "medianAmount", sum(amount) filter (where status = 'PAID') / count(*) as "averageOrder" from web;
