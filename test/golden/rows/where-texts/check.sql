-- rows of sign.nodes
select order_id as id, note from trade.orders where tenant_id = $1 and position('%' in note) > 0 order by order_id;
-- rows of begin.nodes
select order_id as id, note from trade.orders where tenant_id = $1 and lower(left(note, 2)) = 'tw' order by order_id;
-- rows of not.nodes
select order_id as id, note from trade.orders where tenant_id = $1 order by order_id limit 2;
