-- rows of orderMetrics.rows
select to_char(placed_at at time zone 'UTC', 'YYYY') || '-01-01T00:00:00Z' as "placedAt", plan as "customer.plan", count(*) as "orderCount"
from trade.orders left join trade.customers using (tenant_id, customer_id)
where tenant_id = $1 group by 1, 2 order by plan desc nulls last, 1 desc;
