-- rows of metrics.totals
select (select count(*) from trade.orders where tenant_id = $1 and channel = 'WEB') as "orderMetrics.orderCount",
  (select count(*) from trade.visits join trade.customers using (tenant_id, customer_id) where tenant_id = $1 and plan = 'PRO') as "visitMetrics.visitCount";
