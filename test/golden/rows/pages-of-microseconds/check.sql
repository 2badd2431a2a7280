-- rows of readings.nodes
select reading_id as id, checks.iso(taken_at at time zone 'UTC') as "takenAt"
from trade.readings where tenant_id = $1 order by taken_at desc, reading_id desc;
