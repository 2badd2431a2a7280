-- rows of readingMetrics.rows
select device, (select avg(ticks) from (
    select ticks, row_number() over (order by ticks) as place, count(*) over () as n
    from trade.readings t where t.tenant_id = $1 and t.device = r.device and ticks is not null) s
    where place in ((n + 1) / 2, (n + 2) / 2)) as "medianTicks",
  percentile_cont(0.5) within group (order by value) as "medianValue", percentile_cont(0.25) within group (order by value) as "lowerQuarter"
from trade.readings r where tenant_id = $1 group by device order by device;
