-- rows of orderMetrics.rows
select due_on as "dueOn", count(*) as "orderCount" from trade.orders
where tenant_id = $1 and due_on >= '2026-02-28' and due_on <= '2026-03-10' group by due_on order by due_on;
