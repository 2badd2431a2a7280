-- rows of customers.nodes
-- Ada refers Bob and Cyd; Bob refers Dee.
select a.name, count(b.customer_id) as "referredMetrics.customerCount", avg(b.score) as "referredMetrics.averageScore"
from trade.customers a left join trade.customers b on b.tenant_id = a.tenant_id and b.referrer_id = a.customer_id
where a.tenant_id = $1 and (a.name like 'Bob%' or a.name like 'Cyd%') group by a.customer_id, a.name order by a.customer_id;
