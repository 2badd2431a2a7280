-- rows of tickets.nodes
with seen as (select t.*, login, a.level from trade.tickets t left join trade.agents a using (agent_id) where t.tenant_id = $1 and t.region in ('south', 'west'))
select s.ticket_id as id, b.ticket_id as "before.id", b.minutes as "before.minutes"
from seen s left join seen b on b.ticket_id = s.before_id order by s.ticket_id;
-- rows of led.nodes
with seen as (select t.*, login, a.level from trade.tickets t left join trade.agents a using (agent_id) where t.tenant_id = $1 and t.region in ('south', 'west'))
select ticket_id as id from seen s where not exists (select from seen b where b.ticket_id = s.before_id) order by ticket_id;
