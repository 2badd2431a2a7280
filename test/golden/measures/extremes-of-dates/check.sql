-- rows of customerMetrics.rows
select plan, max(birthday) as youngest from trade.customers where tenant_id = $1 group by plan order by plan;
