-- rows of tickets.nodes
select ticket_id as id, left(name, 1) || '***' as "agent.name",
  left(a.email, 1) || '***' || substring(a.email from position('@' in a.email)) as "agent.email",
  'tok_' || left(translate(encode(checks.mask(a.tenant_id, 'token:Agent.badge', badge), 'base64'), '+/', '-_'), 22) as "agent.badge",
  later.id as "after.nodes.id", left(later.email, 1) || '***' || substring(later.email from position('@' in later.email)) as "after.nodes.agent.email"
from trade.tickets t join trade.agents a using (agent_id)
left join lateral (
  select u.ticket_id as id, b.email from trade.tickets u left join trade.agents b using (agent_id)
  where u.tenant_id = $1 and u.before_id = t.ticket_id) later on true
where t.tenant_id = $1 and level = 1 order by t.ticket_id, later.id;
