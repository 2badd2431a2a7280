-- rows of pings.nodes
select ping_id as id, '2026-04-05T01:40:' || lpad(extract(second from pinged_at)::int::text, 2, '0') || case ping_id % 20 when 8 then '+11:00' else '+10:30' end as "pingedAt"
from trade.pings where tenant_id = $1 and ping_id % 20 in (8, 9) order by pinged_at;
-- rows of pingMetrics.rows
select case ping_id % 20 when 8 then '2026-04-05T01:40:00+11:00' else '2026-04-05T01:40:00+10:30' end as "pingedAt", count(*) as "pingCount"
from trade.pings where tenant_id = $1 and ping_id % 20 in (8, 9) group by ping_id % 20 order by ping_id % 20;
-- rows of pingMetrics.totals
select count(*) as "pingCount" from trade.pings where tenant_id = $1 and ping_id % 20 in (8, 9);
