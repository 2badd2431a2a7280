-- rows of tickets.nodes
select ticket_id as id from trade.tickets where false;
-- rows of ticketMetrics.totals
select 0 as "ticketCount", null as spent;
