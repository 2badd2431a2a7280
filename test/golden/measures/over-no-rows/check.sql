-- rows of orderMetrics.rows
select 0 as "orderCount", 0 as buyers;
-- rows of orderMetrics.totals
select 0 as "orderCount";
