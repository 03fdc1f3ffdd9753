CREATE TABLE one (id integer);
CREATE TABLE two (id integer);
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM one WHERE id = 5) THEN
    ALTER TABLE two ADD COLUMN maybe text;
  END IF;
END $$;
CREATE TABLE copied AS SELECT * FROM one;
