-- rows of pingMetrics.rows
-- A day later the first is on the first of October, too.
select case n when 10 then '2023-09-01T00:00:00-04:00' else '2023-10-01T01:00:00-03:00' end as "pingedAt", count(*) as "pingCount", count(*) * case n when 10 then 0 else 2 end as "dayBefore"
from (select ping_id % 20 as n from trade.pings where tenant_id = $1) p where n in (10, 11) group by n order by n;
