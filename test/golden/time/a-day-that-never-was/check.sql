-- rows of pingMetrics.rows
select case n when 6 then '2011-12-29T00:00:00-10:00' else '2011-12-31T00:00:00+14:00' end as "pingedAt", count(*) as "pingCount"
from (select ping_id % 20 as n from trade.pings where tenant_id = $1) p where n in (6, 7) group by n order by n;
