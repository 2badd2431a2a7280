-- rows of tickets.nodes
select ticket_id as id, region, minutes from trade.tickets where tenant_id = $1 and region in ('south', 'west') order by ticket_id;
-- rows of tickets
select (select count(*) from trade.tickets where tenant_id = $1 and region in ('south', 'west')) as "totalCount",
  ticket_id as "nodes.id", region as "nodes.region", minutes as "nodes.minutes"
from trade.tickets where tenant_id = $1 and region in ('south', 'west') order by ticket_id;
