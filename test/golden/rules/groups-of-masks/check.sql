-- rows of agentMetrics.rows
select case when email like '%@%' then left(email, 1) || '***' || substring(email from position('@' in email)) end as email,
  count(*) as "agentCount"
from trade.agents where tenant_id = $1 group by 1 order by 1 nulls last;
-- rows of agentMetrics.totals
select count(*) as "agentCount", count(distinct email) as mails from trade.agents where tenant_id = $1;
