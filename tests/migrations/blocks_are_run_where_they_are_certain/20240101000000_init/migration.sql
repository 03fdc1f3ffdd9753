DO $$ BEGIN
  CREATE TYPE role AS ENUM ('a', 'b');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
DO $$ BEGIN
  CREATE TYPE role AS ENUM ('c');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
CREATE TABLE one (id integer);
CREATE TABLE two (id integer, owner uuid, old timestamp(3));
DO $$
DECLARE
  t text;
  kind text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'one_pkey' AND conrelid = 'one'::regclass) THEN
    ALTER TABLE one ADD CONSTRAINT one_pkey PRIMARY KEY (id);
  END IF;
  IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'one' AND column_name = 'nope') THEN
    ALTER TABLE one DROP COLUMN nope;
  ELSE
    EXECUTE 'ALTER TABLE one ADD COLUMN added text';
  END IF;
  FOREACH t IN ARRAY ARRAY['one', 'two'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE 'CREATE POLICY ' || quote_ident(t || '_read') || ' ON ' || quote_ident(t) || ' FOR SELECT USING (true)';
  END LOOP;
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' LOOP
    EXECUTE format('CREATE INDEX %I ON %I (id)', t || '_by_id', t);
  END LOOP;
  SELECT data_type INTO kind FROM information_schema.columns WHERE table_name = 'two' AND column_name = 'old';
  IF kind = 'timestamp without time zone' THEN
    ALTER TABLE two ALTER COLUMN old TYPE timestamptz;
  END IF;
  IF (SELECT count(*) FROM pg_type WHERE typname = 'role') = 1 AND to_regclass('public.three') IS NULL THEN
    CREATE TABLE three (r role[] DEFAULT '{}');
  END IF;
END $$;
