-- rows of orderMetrics.rows
-- Sundays from the 26th of July to the 30th of August.
select w::date as "dueOn", count(order_id) as "orderCount"
from generate_series(date '2026-07-26', date '2026-08-30', interval '7 days') w
left join trade.orders on tenant_id = $1 and due_on between w::date and w::date + 6 and due_on >= '2026-07-31' and due_on <= '2026-08-31'
group by w order by w;
