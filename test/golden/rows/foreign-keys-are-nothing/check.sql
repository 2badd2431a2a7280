-- rows of guessed
select where false;
-- rows of far
select where false;
-- rows of tag
select where false;
