-- rows of orders
-- Orders of customers without a region, and orders without a customer: whoever isn't in the north or the south.
select count(*) as "totalCount" from trade.orders
where tenant_id = $1 and (customer_id is null or customer_id not in (
  select customer_id from trade.customers where tenant_id = $1 and region is not null));
