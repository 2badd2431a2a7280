-- rows of metrics.rows
with places as (select * from trade.addresses where tenant_id = $1)
select city as "address.city", sum(orders)::int as "orderMetrics.orderCount", sum(places)::int as "addressMetrics.addressCount"
from (
  select city, count(*) as orders, 0 as places from trade.orders left join places on address_id = shipping_id where orders.tenant_id = $1 group by city
  union all select city, 0, count(*) from places group by city) both_kinds
group by city order by city;
