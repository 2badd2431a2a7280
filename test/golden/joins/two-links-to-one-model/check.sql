-- rows of orderMetrics.rows
with place as (select address_id, city from trade.addresses where tenant_id = $1)
select b.city as "billing.city", s.city as "shipping.city", count(*) as "orderCount"
from trade.orders o left join place b on b.address_id = billing_id left join place s on s.address_id = shipping_id
where tenant_id = $1 group by 1, 2 order by 1, 2;
