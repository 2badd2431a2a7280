-- rows of orderMetrics.rows
select d.due_on as "dueOn", count(*) as "orderCount",
  (select count(*) from trade.orders o where tenant_id = $1 and to_char(o.due_on, 'YYYYMM') = to_char(d.due_on, 'YYYYMM') and o.due_on <= d.due_on) as "dueThisMonth"
from trade.orders d where tenant_id = $1 and due_on >= '2026-01-01' group by d.due_on order by d.due_on;
