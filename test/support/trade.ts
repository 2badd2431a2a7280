/**
 * A trading company's database as strangers have them: only an order knows its customer, a line has a key of two
 * columns, employees answer to each other. Of rows there are the customers, who are the tenants.
 */
export const tradeTables = `
create table customers (customer_id text primary key, company_name text not null, contact_email text);
create table employees (employee_id integer primary key, last_name text not null, reports_to integer references employees);
create table categories (category_id integer primary key, category_name text not null);
create table suppliers (supplier_id integer primary key, company_name text not null, country text);
create table products (product_id integer primary key, product_name text not null,
  supplier_id integer references suppliers, category_id integer references categories, unit_price numeric(10,2) not null);
create table orders (order_id integer primary key, customer_id text not null references customers,
  employee_id integer references employees, ordered_on date not null, ship_name text);
create table order_lines (order_id integer not null references orders, product_id integer not null references products,
  unit_price numeric(10,2) not null, quantity smallint not null, discount real not null default 0,
  primary key (order_id, product_id));
insert into customers select 'CUST' || c, 'CUST' || c || ' & Sons', 'sales@cust' || c || '.example' from generate_series(1, 8) c;
`

/** Every customer's texts hold its own id, and its order numbers its own thousand. */
export const tradeRows = `
insert into employees values (1, 'Fuller', null), (2, 'Davolio', 1), (3, 'Leverling', 1), (4, 'King', 2);
insert into categories values (1, 'Tea'), (2, 'Spice'), (3, 'Cloth');
insert into suppliers select s, 'Supplier ' || s, 'PT' from generate_series(1, 4) s;
insert into products select p, 'Product ' || p, 1 + p % 4, 1 + p % 3, 3.35 * p from generate_series(1, 15) p;
insert into orders select 1000 * c + n, 'CUST' || c, 1 + n % 4, date '2024-06-01' + n * 17 + c, 'CUST' || c || ' dock'
  from generate_series(1, 8) c, generate_series(1, 12 + c) n;
insert into order_lines select order_id, product_id, unit_price, 1 + (order_id + product_id) % 9,
    case when (order_id + product_id) % 4 = 0 then 0.25 else 0 end
  from orders cross join products where (order_id * 7 + product_id) % 5 = 0;
`
