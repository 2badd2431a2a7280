-- rows of orderMetrics.rows
with due as (select extract(quarter from due_on)::int as q, extract(year from due_on) as y from trade.orders where tenant_id = $1)
select make_date(2026, q * 3 - 2, 1) as "dueOn", count(*) filter (where y = 2026) as "orderCount", count(*) filter (where y = 2025) as "yearBefore"
from due where q <= (select max(q) from due where y = 2026) group by q order by q;
