-- rows of orderMetrics.rows
select where false;
-- rows of orderMetrics.totals
select 0 as "orderCount";
