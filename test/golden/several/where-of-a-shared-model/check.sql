-- rows of metrics.totals
with pros as (select customer_id from trade.customers where tenant_id = $1 and plan = 'PRO')
select (select count(*) from trade.orders where tenant_id = $1 and customer_id in (table pros)) as "orderMetrics.orderCount",
  (select sum(amount) from trade.orders where tenant_id = $1 and customer_id in (table pros) and status = 'PAID') as "orderMetrics.revenue",
  (select count(*) from trade.visits where tenant_id = $1 and customer_id in (table pros)) as "visitMetrics.visitCount",
  (select sum(balance) from (select distinct on (wallet) balance from trade.balances where tenant_id = $1 and customer_id in (table pros) order by wallet, day desc) b) as "balanceMetrics.held";
