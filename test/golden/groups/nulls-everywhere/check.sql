-- rows of orderMetrics.rows
select channel, date_trunc('year', due_on)::date as "dueOn", country as "shipping.country", count(*) as "orderCount"
from trade.orders left join trade.addresses on addresses.tenant_id = orders.tenant_id and address_id = shipping_id
where orders.tenant_id = $1 group by 1, 2, 3 order by 1, 2, 3;
