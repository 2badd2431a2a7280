-- rows of g.set
select status as d0, sum(amount) filter (where status = 'PAID') as a0, count(*)::numeric / sum(count(*)) over () as w0, count(*) as select,
  sum(amount) filter (where status = 'PAID') / count(*) as from, count(distinct customer_id) as _0
from trade.orders where tenant_id = $1 group by status order by status;
-- rows of g.t0
select sum(amount) filter (where status = 'PAID') as set, count(*) as own from trade.orders where tenant_id = $1;
