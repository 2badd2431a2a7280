-- PostGraphile has no aggregates of its own; its documentation's answer is a function.
drop function if exists bench.order_totals, bench.order_days, bench.order_plans, bench.order_statuses, bench.top_buyers,
  bench.order_cells, bench.order_statuses_of, bench.customers_totals;
drop type if exists bench.totals, bench.daily, bench.grouped, bench.buyer, bench.cell;

create type bench.totals as (revenue numeric, order_count bigint, average_order numeric);
create type bench.daily as (day timestamptz, revenue numeric, order_count bigint);
create type bench.grouped as (label text, revenue numeric, order_count bigint);
create type bench.buyer as (customer_id bigint, name text, revenue numeric);
create type bench.cell as (plan text, month timestamptz, status text, revenue numeric, order_count bigint);

create function bench.order_totals(since timestamptz, until timestamptz) returns bench.totals language sql stable as $$
  select sum(amount) filter (where status = 'PAID'), count(*),
    sum(amount) filter (where status = 'PAID') / nullif(count(*), 0)
  from bench.orders where placed_at >= since and placed_at < until $$;

create function bench.order_days(since timestamptz, until timestamptz) returns setof bench.daily language sql stable as $$
  select date_trunc('day', placed_at, 'UTC'), sum(amount) filter (where status = 'PAID'), count(*)
  from bench.orders where placed_at >= since and placed_at < until group by 1 order by 1 $$;

create function bench.order_plans(since timestamptz, until timestamptz) returns setof bench.grouped language sql stable as $$
  select c.plan, sum(o.amount) filter (where o.status = 'PAID'), count(*)
  from bench.orders o join bench.customers c using (customer_id)
  where o.placed_at >= since and o.placed_at < until group by 1 order by 1 $$;

create function bench.order_statuses(since timestamptz, until timestamptz) returns setof bench.grouped language sql stable as $$
  select status, sum(amount) filter (where status = 'PAID'), count(*)
  from bench.orders where placed_at >= since and placed_at < until group by 1 order by 1 $$;

create function bench.top_buyers(since timestamptz, until timestamptz) returns setof bench.buyer language sql stable as $$
  select c.customer_id, c.name, sum(o.amount) filter (where o.status = 'PAID')
  from bench.orders o join bench.customers c using (customer_id)
  where o.placed_at >= since and o.placed_at < until
  group by 1, 2 order by 3 desc nulls last, 1 limit 10 $$;

create function bench.order_cells(since timestamptz, until timestamptz) returns setof bench.cell language sql stable as $$
  select c.plan, date_trunc('month', o.placed_at, 'UTC'), o.status, sum(o.amount) filter (where o.status = 'PAID'), count(*)
  from bench.orders o join bench.customers c using (customer_id)
  where o.placed_at >= since and o.placed_at < until group by 1, 2, 3 order by 2, 3, 1 $$;

create function bench.order_statuses_of(since timestamptz, until timestamptz, of_plan text, came_since timestamptz)
returns setof bench.grouped language sql stable as $$
  select o.status, sum(o.amount) filter (where o.status = 'PAID'), count(*)
  from bench.orders o join bench.customers c using (customer_id)
  where o.placed_at >= since and o.placed_at < until and c.plan = of_plan and c.created_at >= came_since
  group by 1 order by 1 $$;

create function bench.customers_totals(customer bench.customers) returns bench.totals language sql stable as $$
  select sum(amount) filter (where status = 'PAID'), count(*),
    sum(amount) filter (where status = 'PAID') / nullif(count(*), 0)
  from bench.orders where customer_id = customer.customer_id $$;
