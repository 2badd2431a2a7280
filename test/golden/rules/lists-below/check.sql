-- rows of agents.nodes
with seen as (select * from trade.tickets where tenant_id = $1 and region in ('south', 'north'))
select agent_id as id, (select count(*) from seen where seen.agent_id = a.agent_id) as "ticketMetrics.ticketCount",
  (select sum(minutes) from seen where seen.agent_id = a.agent_id) as "ticketMetrics.spent",
  (select count(*) from seen where seen.agent_id = a.agent_id) as "tickets.totalCount",
  seen.ticket_id as "tickets.nodes.id", r.line as "tickets.nodes.replies.nodes.line", r.words as "tickets.nodes.replies.nodes.words"
from trade.agents a left join seen using (agent_id) left join trade.replies r on r.ticket_id = seen.ticket_id and r.seen
where a.tenant_id = $1 order by agent_id, seen.ticket_id, r.line;
