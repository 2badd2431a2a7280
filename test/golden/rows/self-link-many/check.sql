-- rows of customers.nodes
select a.name, b.name as "referred.nodes.name"
from trade.customers a join trade.customers b on b.tenant_id = a.tenant_id and b.referrer_id = a.customer_id
where a.tenant_id = $1 order by a.customer_id, b.customer_id;
