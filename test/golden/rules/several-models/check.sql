-- rows of metrics.rows
select level as "agent.level", count(distinct t.ticket_id) as "ticketMetrics.ticketCount", count(distinct a.agent_id) as "agentMetrics.agentCount"
from trade.agents a left join trade.tickets t on t.agent_id = a.agent_id and login = 'ada0'
where a.tenant_id = $1 group by level order by level;
