-- rows of wageMetrics.rows
select grade, count(*) as "wageCount", max(amount) as highest from trade.wages where tenant_id = $1 group by grade order by grade nulls last;
-- rows of wages.nodes
select wage_id as id, amount from trade.wages where tenant_id = $1 and amount > 30 order by wage_id limit 30;
