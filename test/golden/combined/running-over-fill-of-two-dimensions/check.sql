-- rows of orderMetrics.rows
select c as channel, checks.iso(q at time zone 'UTC') as "placedAt",
  (select count(*) from trade.orders where tenant_id = $1 and channel = c and placed_at >= '2026-01-01T00:00:00Z' and placed_at at time zone 'UTC' < q + interval '3 months') as "soFar"
from (values ('APP'), ('STORE'), ('WEB')) channels (c) cross join generate_series(timestamp '2026-01-01', timestamp '2026-07-01', interval '3 months') q order by c, q;
