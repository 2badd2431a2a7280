-- rows of customers.nodes
-- Dee was referred by Bob, whom Ada (PRO) referred. Ada referred Cyd, who bought in a store.
select name from trade.customers where tenant_id = $1 and (name like 'Dee%' or name like 'Ada%') order by customer_id;
