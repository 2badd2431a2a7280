-- rows of customerMetrics.rows
-- Bob has pending orders, Cyd and Dee refunded ones, Flo a pending one. Gus has none at all.
select plan, count(*) as "customerCount", avg(score) as "averageScore" from trade.customers
where tenant_id = $1 and left(name, 3) in ('Ada', 'Eve', 'Gus') group by plan order by plan;
