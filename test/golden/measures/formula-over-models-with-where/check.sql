-- rows of orderMetrics.totals
-- Two customers are PRO in acme: Ada and Cyd.
select sum(amount) as revenue, sum(amount) / (select count(*) from trade.customers where tenant_id = $1 and plan = 'PRO') as "revenuePerCustomer"
from trade.orders join trade.customers using (tenant_id, customer_id) where tenant_id = $1 and status = 'PAID' and plan = 'PRO';
