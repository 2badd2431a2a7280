-- rows of orderMetrics.rows
-- Nothing in May, August and September.
select '2026-0' || m || '-01T00:00:00Z' as "placedAt", 0 as "orderCount" from (values (5), (8), (9)) empty (m) order by m;
