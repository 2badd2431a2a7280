-- rows of customer
select c.customer_id as id, c.name, c.plan, r.name as "referrer.name", rr.name as "referrer.referrer.name"
from trade.customers c
left join trade.customers r on r.tenant_id = c.tenant_id and r.customer_id = c.referrer_id
left join trade.customers rr on rr.tenant_id = r.tenant_id and rr.customer_id = r.referrer_id
where c.tenant_id = $1 and c.customer_id = 3;
