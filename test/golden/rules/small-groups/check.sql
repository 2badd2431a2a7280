-- rows of wageMetrics.rows
with kept as (
  select w.*, to_char(paid_at, 'YYYY-MM-01') as month, level from trade.wages w left join trade.agents using (agent_id) where w.tenant_id = $1
    and exists (
      select from trade.wages o left join trade.agents b using (agent_id)
      where o.tenant_id = $1 and o.grade is not distinct from w.grade and b.level is not distinct from trade.agents.level
        and date_trunc('month', o.paid_at) = date_trunc('month', w.paid_at)
      having count(distinct o.agent_id) >= 3))
select grade, month, level as "agent.level", sum(amount) as paid, count(*) as "wageCount"
from kept group by grade, month, level order by grade nulls last, month, level;
-- rows of wageMetrics.totals
with kept as (
  select w.*, to_char(paid_at, 'YYYY-MM-01') as month, level from trade.wages w left join trade.agents using (agent_id) where w.tenant_id = $1
    and exists (
      select from trade.wages o left join trade.agents b using (agent_id)
      where o.tenant_id = $1 and o.grade is not distinct from w.grade and b.level is not distinct from trade.agents.level
        and date_trunc('month', o.paid_at) = date_trunc('month', w.paid_at)
      having count(distinct o.agent_id) >= 3))
select sum(amount) as paid, count(*) as "wageCount", avg(amount) as "meanWage" from kept;
