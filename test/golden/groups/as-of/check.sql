-- rows of refundMetrics.rows
select reason, count(*) as "refundCount" from trade.refunds where tenant_id = $1 group by reason order by reason;
-- rows of refundMetrics.meta
select where true;
