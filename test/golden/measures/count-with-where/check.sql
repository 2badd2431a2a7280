-- rows of customerMetrics.rows
select plan, case when plan = 'FREE' then 0 else count(*) end as paying, count(*) as "customerCount"
from trade.customers where tenant_id = $1 group by plan order by plan;
