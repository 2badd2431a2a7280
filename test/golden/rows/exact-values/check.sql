-- rows of readings.nodes
select reading_id as id, device, checks.iso(taken_at at time zone 'UTC') as "takenAt", value, ticks
from trade.readings where tenant_id = $1 order by reading_id;
