-- rows of ticketMetrics.totals
select 0 as "ticketCount";
