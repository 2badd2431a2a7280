-- rows of tickets.nodes
select ticket_id as id, region from trade.tickets where tenant_id = $1 order by ticket_id;
