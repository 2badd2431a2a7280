-- rows of agents.nodes
select agent_id as id, left(ltrim(name), 1) || '***' as name,
  case when email like '%@%' then left(email, 1) || '***' || substring(email from position('@' in email)) end as email,
  encode(checks.mask(tenant_id, 'hash:EMAIL', email), 'hex') as mail,
  case when phone is null then null when phone = '112' or phone like '☎%' then '***' else '***' || right(phone, 2) end as phone,
  'tok_' || left(translate(encode(checks.mask(tenant_id, 'token:Agent.badge', badge), 'base64'), '+/', '-_'), 22) as badge,
  level
from trade.agents where tenant_id = $1 order by agent_id;
