-- rows of pingMetrics.days
select day as "pingedAt", count(*) as "pingCount"
from trade.pings join (values (1, '2018-02-17T00:00:00-02:00'), (2, '2018-02-17T00:00:00-02:00'), (3, '2018-02-18T00:00:00-03:00'),
  (4, '2018-11-03T00:00:00-03:00'), (5, '2018-11-04T01:00:00-02:00')) days (n, day) on n = ping_id % 20
where tenant_id = $1 group by day order by day;
-- rows of pingMetrics.hours
select hour as "pingedAt", count(*) as "pingCount"
from trade.pings join (values (1, '2018-02-17T23:00:00-02:00'), (2, '2018-02-17T23:00:00-03:00'), (3, '2018-02-18T00:00:00-03:00'),
  (4, '2018-11-03T23:00:00-03:00'), (5, '2018-11-04T01:00:00-02:00')) hours (n, hour) on n = ping_id % 20
where tenant_id = $1 group by hour, n order by n;
