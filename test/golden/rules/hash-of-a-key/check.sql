-- rows of mailboxes.nodes
select encode(checks.mask(tenant_id, 'hash:EMAIL', email), 'hex') as email, opened_on as "openedOn"
from trade.mailboxes where tenant_id = $1
order by encode(checks.mask(tenant_id, 'order:Mailbox.email', email), 'hex');
