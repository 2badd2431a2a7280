-- rows of readingMetrics.rows
select checks.iso(date_trunc('hour', taken_at) at time zone 'UTC', 'Europe/Paris') as "takenAt", count(*) as "readingCount"
from trade.readings where tenant_id = $1 group by date_trunc('hour', taken_at) order by date_trunc('hour', taken_at);
