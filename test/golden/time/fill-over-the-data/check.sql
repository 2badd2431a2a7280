-- rows of refundMetrics.rows
select checks.iso(q at time zone 'UTC') as "refundedAt", count(refund_id) as "refundCount", sum(amount) as refunded
from generate_series(timestamp '2025-01-01', timestamp '2026-07-01', interval '3 months') q
left join trade.refunds on tenant_id = $1 and date_trunc('quarter', refunded_at at time zone 'UTC') = q
group by q order by q;
