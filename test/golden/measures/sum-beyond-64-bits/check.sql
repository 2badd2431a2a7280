-- rows of readingMetrics.rows
select device, sum(ticks::numeric) as "tickSum", checks.iso(max(taken_at at time zone 'UTC')) as "lastReading"
from trade.readings where tenant_id = $1 group by device order by device;
