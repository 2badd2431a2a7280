-- rows of customers.nodes
select name, plan, region, score from trade.customers where tenant_id = $1 order by plan desc, region nulls first, score desc nulls last, customer_id desc;
