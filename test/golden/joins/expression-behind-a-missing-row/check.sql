-- rows of orderMetrics.rows
-- A guest is neither keen nor not.
select keen as "customer.keen", count(*) as "orderCount"
from trade.orders left join (select tenant_id, customer_id, coalesce(score % 1000, 0) >= 50 as keen from trade.customers) c using (tenant_id, customer_id)
where tenant_id = $1 group by keen order by keen;
