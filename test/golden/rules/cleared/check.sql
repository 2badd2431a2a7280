-- rows of agents.nodes
select agent_id as id, name, email, phone, badge, born_on as "bornOn"
from trade.agents where tenant_id = $1 and email like '%example%' order by born_on desc nulls last, agent_id desc;
