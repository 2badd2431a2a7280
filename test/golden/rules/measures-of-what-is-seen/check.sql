-- rows of ticketMetrics.rows
with seen as (select t.*, login, a.level from trade.tickets t left join trade.agents a using (agent_id) where t.tenant_id = $1 and t.region in ('south', 'west'))
select checks.iso(date_trunc('month', opened_at)) as "openedAt", level as "agent.level", count(*) as "ticketCount",
  count(*)::numeric / (select count(*) from seen) as "ticketCountShare", sum(minutes) as spent
from seen group by date_trunc('month', opened_at), level order by date_trunc('month', opened_at), level nulls last;
-- rows of ticketMetrics.totals
with seen as (select t.*, login, a.level from trade.tickets t left join trade.agents a using (agent_id) where t.tenant_id = $1 and t.region in ('south', 'west'))
select count(*) as "ticketCount", count(distinct agent_id) as agents,
  (select sum(words) from trade.replies r join trade.tickets t using (ticket_id) where t.tenant_id = $1 and r.seen)::numeric / count(*) as "wordsEach"
from seen;
