-- rows of productMetrics.rows
select category, count(*) as "productCount" from trade.products group by category order by category;
-- rows of productMetrics.totals
select 6 as "productCount";
