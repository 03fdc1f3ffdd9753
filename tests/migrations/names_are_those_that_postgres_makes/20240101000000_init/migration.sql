CREATE TABLE a_table_with_a_name_that_is_rather_long_in_itself_too (
  id serial PRIMARY KEY,
  a_column_with_a_long_name text UNIQUE CHECK (a_column_with_a_long_name <> ''),
  price integer CHECK (price > 0),
  amount integer,
  CHECK (price > amount),
  CHECK (amount > 0),
  UNIQUE (price, amount)
);
CREATE TABLE child (
  id bigint GENERATED ALWAYS AS IDENTITY,
  parent integer REFERENCES a_table_with_a_name_that_is_rather_long_in_itself_too,
  email text,
  PRIMARY KEY (id),
  UNIQUE (id)
);
CREATE INDEX ON child (email);
CREATE INDEX ON child (email);
CREATE INDEX ON child (lower(email), (email || 'x'), email);
CREATE INDEX ON child ((email || 'x'), (email || 'y'));
ALTER TABLE child ADD CHECK (email <> ''), ADD FOREIGN KEY (parent) REFERENCES a_table_with_a_name_that_is_rather_long_in_itself_too (id) ON DELETE CASCADE;
