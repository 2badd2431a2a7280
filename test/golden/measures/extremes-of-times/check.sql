-- rows of orderMetrics.rows
select status, checks.iso(min(placed_at)) as "firstOrder", max(due_on) as "lastDue"
from trade.orders where tenant_id = $1 group by status order by status;
