-- rows of some.nodes
select agent_id as id from trade.agents a where tenant_id = $1 and exists (
  select from trade.tickets t where t.agent_id = a.agent_id and t.region in ('south', 'north') and opened_at >= '2026-01-15Z') order by 1;
-- rows of none.nodes
select agent_id as id from trade.agents a where tenant_id = $1 and not exists (
  select from trade.tickets t where t.agent_id = a.agent_id and t.region in ('south', 'north') and opened_at >= '2026-01-15Z') order by 1;
-- rows of every.nodes
select agent_id as id from trade.agents a where tenant_id = $1 and not exists (
  select from trade.tickets t where t.agent_id = a.agent_id and t.region in ('south', 'north') and opened_at < '2026-01-15Z') order by 1;
