-- rows of orderMetrics.rows
-- PAID has most, REFUNDED some, PENDING none.
select status, case status when 'REFUNDED' then 1 when 'PAID' then 2 else 3 end as first, case status when 'PAID' then 1 when 'REFUNDED' then 2 else 3 end as last
from (select distinct status from trade.orders where tenant_id = $1) s order by status;
