-- rows of customerMetrics.rows
with people as (select * from trade.customers where tenant_id = $1)
select a.plan as "referrer.plan", b.plan as "referrer.referrer.plan", count(*) as "customerCount"
from people c left join people a on a.customer_id = c.referrer_id left join people b on b.customer_id = a.referrer_id
group by 1, 2 order by 1, 2;
