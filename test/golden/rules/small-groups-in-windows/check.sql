-- rows of top.rows
with kept as (
  select w.*, to_char(paid_at, 'YYYY-MM-01') as month, level from trade.wages w left join trade.agents using (agent_id) where w.tenant_id = $1
    and exists (
      select from trade.wages o left join trade.agents b using (agent_id)
      where o.tenant_id = $1 and o.grade is not distinct from w.grade and b.level is not distinct from trade.agents.level
        and date_trunc('month', o.paid_at) = date_trunc('month', w.paid_at)
      having count(distinct o.agent_id) >= 3)), sums as (select grade, sum(amount) as paid from kept group by grade)
select grade, paid from (
  (select 1 as place, * from sums order by paid desc limit 1) union all
  select 2, null, sum(paid) from (select * from sums order by paid desc offset 1) rest) shown order by place;
-- rows of along.rows
with kept as (
  select w.*, to_char(paid_at, 'YYYY-MM-01') as month, level from trade.wages w left join trade.agents using (agent_id) where w.tenant_id = $1
    and exists (
      select from trade.wages o left join trade.agents b using (agent_id)
      where o.tenant_id = $1 and o.grade is not distinct from w.grade and b.level is not distinct from trade.agents.level
        and date_trunc('month', o.paid_at) = date_trunc('month', w.paid_at)
      having count(distinct o.agent_id) >= 3))
select '2026-01-01' as month, sum(amount) as paid, sum(amount) as "paidEver",
  sum(amount) filter (where month < '2026-03-01') as before from kept;
-- rows of along.totals
with kept as (
  select w.*, to_char(paid_at, 'YYYY-MM-01') as month, level from trade.wages w left join trade.agents using (agent_id) where w.tenant_id = $1
    and exists (
      select from trade.wages o left join trade.agents b using (agent_id)
      where o.tenant_id = $1 and o.grade is not distinct from w.grade and b.level is not distinct from trade.agents.level
        and date_trunc('month', o.paid_at) = date_trunc('month', w.paid_at)
      having count(distinct o.agent_id) >= 3)) select count(*) as "wageCount" from kept;
