-- rows of replies.nodes
select r.ticket_id as "ticketId", line, words, case when t.region = 'south' then t.region end as "ticket.region"
from trade.replies r join trade.tickets t using (ticket_id) where t.tenant_id = $1 and seen order by 1, 2;
