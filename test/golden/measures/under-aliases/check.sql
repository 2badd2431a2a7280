-- rows of m.groups
select status as kind, sum(amount) filter (where status = 'PAID') as a, sum(amount) filter (where status = 'PAID') as b,
  count(*) as n
from trade.orders where tenant_id = $1 group by status order by status;
-- rows of m.all
select sum(amount) as sum from trade.orders where tenant_id = $1 and status = 'PAID';
