-- rows of customerMetrics.rows
select region, case when region is null then 0 else 1 end as regions, count(*) as "customerCount"
from trade.customers where tenant_id = $1 group by region order by region;
-- rows of customerMetrics.totals
select 2 as regions, count(*) as "customerCount" from trade.customers where tenant_id = $1;
