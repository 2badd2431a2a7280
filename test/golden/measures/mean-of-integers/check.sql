-- rows of customerMetrics.rows
select plan, sum(score)::numeric / count(score) as "averageScore"
from trade.customers where tenant_id = $1 group by plan order by plan;
-- rows of customerMetrics.totals
select sum(score)::numeric / count(score) as "averageScore" from trade.customers where tenant_id = $1;
