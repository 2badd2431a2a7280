-- rows of sales.lines
select plan as "who.kind", count(*) as n from trade.orders left join trade.customers using (tenant_id, customer_id)
where tenant_id = $1 group by plan order by plan;
