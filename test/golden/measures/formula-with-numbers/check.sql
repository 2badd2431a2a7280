-- rows of orderMetrics.rows
select status, sum(amount) filter (where status = 'PAID') - 2 * count(*) as "netOfFee", count(*) as "orderCount"
from trade.orders where tenant_id = $1 group by status order by status;
