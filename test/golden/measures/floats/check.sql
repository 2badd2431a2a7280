-- rows of readingMetrics.rows
select device, sum(value) / count(value) as mean, min(value) as lowest, max(value) as highest, count(*) as "readingCount"
from trade.readings where tenant_id = $1 group by device order by device;
-- rows of readingMetrics.totals
select sum(value) / count(value) as mean from trade.readings where tenant_id = $1;
