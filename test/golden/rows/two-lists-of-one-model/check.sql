-- rows of addresses.nodes
select label,
  (select count(*) from trade.orders o where o.tenant_id = $1 and billing_id = address_id and channel = 'STORE') as "billed.totalCount",
  (select count(*) from trade.orders o where o.tenant_id = $1 and shipping_id = address_id and channel = 'STORE') as "shipped.totalCount"
from trade.addresses where tenant_id = $1 order by address_id;
