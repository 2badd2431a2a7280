-- rows of tickets.nodes
select ticket_id as id, t.region
from trade.tickets t left join trade.agents a using (agent_id)
where t.tenant_id = $1 and (t.region = 'south' or login = 'ada1') order by ticket_id;
