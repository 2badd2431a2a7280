-- rows of agentMetrics.rows
select null as "bornOn", count(*) as "agentCount" from trade.agents where tenant_id = $1;
