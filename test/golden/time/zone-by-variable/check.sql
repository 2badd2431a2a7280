-- rows of orderMetrics.rows
select checks.iso(date_trunc('quarter', placed_at at time zone 'Asia/Tokyo') at time zone 'Asia/Tokyo', 'Asia/Tokyo') as "placedAt", count(*) as "orderCount"
from trade.orders where tenant_id = $1 group by date_trunc('quarter', placed_at at time zone 'Asia/Tokyo') order by 1;
