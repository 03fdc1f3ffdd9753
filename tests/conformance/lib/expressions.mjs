// Expressions as people write them.

export const COLUMNS = [
  ["id", "integer"],
  ["status", "character varying(20)"],
  ["name", "text"],
  ["code", "character(3)"],
  ["price", "numeric(10,2)"],
  ["ratio", "double precision"],
  ["amount", "bigint"],
  ["small", "smallint"],
  ["active", "boolean"],
  ["created_at", "timestamp(3) without time zone"],
  ["seen_at", "timestamp with time zone"],
  ["born", "date"],
  ["data", "jsonb"],
  ["tags", "text[]"],
  ["role", '"Role"'],
  ["key", "uuid"],
  ["createdAt", "timestamp without time zone"],
  ["order", "integer"],
];

const repeat = (types, texts) => types.flatMap((type) => texts.map((text) => [type, text]));

/** The type of a column, and its default. */
export const DEFAULTS = [
  ...repeat(["text", "varchar(255)", "character varying"], ["'x'", "'x'::text", "('x')", "E'a\\nb'", "'it''s'", "''", "'x'::varchar", "$$x$$", "cast('x' as text)"]),
  ...repeat(["char(3)"], ["'abc'", "'abc'::bpchar"]),
  ...repeat(["integer", "bigint", "smallint"], ["0", "1", "-1", "(-1)", "+5", "'7'", "'-1'::integer", "(1)", "1 + 1", "007"]),
  ...repeat(["numeric(10,2)", "numeric", "double precision", "real"], ["0", "0.0", "1.50", "-2.5", "'3'", ".5", "1e3", "1.0::numeric", "100"]),
  ...repeat(["boolean"], ["true", "FALSE", "'t'", "'false'::boolean", "'yes'", "NOT true"]),
  ...repeat(["timestamp(3)", "timestamp", "timestamptz", "timestamptz(6)"], [
    "now()", "NOW()", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP(3)", "current_timestamp(6)", "transaction_timestamp()", "LOCALTIMESTAMP",
    "clock_timestamp()", "now() + interval '1 day'", "(now() + '7 days'::interval)", "CURRENT_TIMESTAMP + INTERVAL '1 hour 30 minutes'",
    "now() - interval '1' day", "'2020-01-01'", "'2020-01-01 12:30:00'", "'2020-01-01T12:30:00.123Z'", "timezone('utc', now())",
    "(now() AT TIME ZONE 'utc')", "now() at time zone 'UTC'", "'infinity'", "date_trunc('day', now())", "now()::timestamp",
    "'2020-06-01 00:00:00+02'::timestamptz", "TIMESTAMP '2020-01-01'", "to_timestamp(0)",
  ]),
  ...repeat(["date"], ["now()", "CURRENT_DATE", "('now'::text)::date", "now()::date", "'2020-01-01'", "date '2020-01-01'", "(CURRENT_DATE + 7)", "current_date + interval '1 month'"]),
  ...repeat(["time", "timetz"], ["'12:00'", "CURRENT_TIME", "LOCALTIME", "'12:00:00'::time"]),
  ...repeat(["interval"], ["'1 day'", "interval '1 day'", "'01:00:00'", "'1 hour'::interval", "'1 year 2 months'", "'90 minutes'"]),
  ...repeat(["jsonb", "json"], ["'{}'", "'{}'::jsonb", "'{ \"b\": 1, \"a\": [1, 2] }'", "'[]'::json", "'null'", "'\"x\"'", "jsonb_build_object('a', 1)", "to_jsonb(1)", "'{\"a\": 1.0}'"]),
  ...repeat(["uuid"], ["gen_random_uuid()", "uuid_generate_v4()", "public.uuid_generate_v4()", "'00000000-0000-0000-0000-00000000000A'", "pg_catalog.gen_random_uuid()"]),
  ...repeat(["text"], [
    "gen_random_uuid()", "(gen_random_uuid())::text", "gen_random_uuid()::text", "nanoid()", "nanoid(12)", "md5(random()::text)", "upper('a')",
    "concat('a', 'b')", "'a' || 'b'", "'a'::text || now()::text", "substr(md5(random()::text), 1, 8)", "current_user", "session_user", "CURRENT_ROLE", "current_setting('app.user', true)", "lower(md5('x'))",
    "COALESCE(NULL, 'a')", "replace(gen_random_uuid()::text, '-', '')", "to_char(now(), 'YYYY')", "encode(sha256('x'), 'hex')", "substring('abc' from 1 for 2)", "substring('abc', 1)", "trim('  a ')", "trim(both 'x' from 'xax')", "ltrim(' a')", "lpad('1', 3, '0')", "CASE WHEN true THEN 'a' ELSE 'b' END", "position('a' in 'b')::text", "('p_' || nextval('\"Some_seq\"'))", "overlay('abc' placing 'x' from 1)",
  ]),
  ...repeat(["text[]", "varchar(20)[]"], ["'{}'", "ARRAY[]::text[]", "'{}'::text[]", "ARRAY['a', 'b']", "ARRAY['a']::text[]", "'{a,b}'", "'{\"a b\",c}'", "array['x', 'y']::varchar[]", "ARRAY['it''s']", "(ARRAY[]::text[])"]),
  ...repeat(["integer[]"], ["'{}'", "ARRAY[1, 2]", "'{1,2}'", "'{1,-2}'::int[]", "ARRAY[]::integer[]"]),
  ...repeat(['"Role"'], ["'USER'", "'USER'::\"Role\"", "('ADMIN'::public.\"Role\")", "'it''s'"]),
  ...repeat(['"Role"[]'], ["'{}'", "'{USER,ADMIN}'", "ARRAY['USER']::\"Role\"[]", "ARRAY[]::\"Role\"[]", "ARRAY['USER'::\"Role\"]"]),
  ...repeat(["bytea"], ["'\\x48656C6C6F'", "'hello'", "'\\x'", "decode('aGk=', 'base64')", "'a\\000b'"]),
  ...repeat(["integer", "bigint"], ["nextval('\"Some_seq\"')", "nextval('public.\"Some_seq\"'::regclass)", "floor(random() * 100)", "extract(epoch from now())", "(random() * 10)::int", "length('abc')", "(EXTRACT(epoch FROM now()) * 1000)"]),
  ...repeat(["inet"], ["'127.0.0.1'", "'::1'::inet"]),
  ...repeat(["point"], ["'(0,0)'", "point(0, 0)"]),
  ...repeat(["tsvector"], ["''", "to_tsvector('english', 'a')", "to_tsvector('a')"]),
  ...repeat(["bit(3)"], ["B'101'", "'101'"]),
  ...repeat(["oid", "money", "xml"], ["'1'"]),
];

/** Conditions: CHECK, index predicates, policies. */
export const CHECKS = [
  "price > 0", "price >= 0.00", "price>0 AND price<100", "amount > 0 OR amount IS NULL", "NOT active", "active", "active = true", "active IS TRUE", "active IS NOT FALSE",
  "status IN ('a', 'b')", "status = ANY (ARRAY['a', 'b'])", "status NOT IN ('a', 'b', 'c')", "status IN ('a')", "name IN ('a', 'b')", "code IN ('abc', 'def')", "role IN ('USER', 'ADMIN')", "id IN (1, 2, 3)", "price IN (1, 2.5)", "status = 'a'", "status <> 'a'", "status != 'a'", "name = 'x'", "role = 'USER'", "role = 'USER'::\"Role\"", "role <> 'ADMIN'", "role::text = 'USER'", "code = 'abc'",
  "name LIKE 'a%'", "name NOT LIKE 'a%'", "name ILIKE '%b'", "status LIKE 'x_'", "name ~ '^[a-z]+$'", "status ~* 'x'", "name !~ 'y'", "name SIMILAR TO 'a%'", "name NOT ILIKE 'z'",
  "price BETWEEN 1 AND 10", "price NOT BETWEEN 1 AND 10", "id BETWEEN -1 AND 1", "born BETWEEN '2020-01-01' AND '2021-01-01'", "price BETWEEN 0 AND 1 OR amount BETWEEN 5 AND 6",
  "created_at > '2020-01-01'", "seen_at > '2020-01-01T00:00:00Z'", "born < '2020-01-01'", "created_at <= seen_at", "seen_at < '2020-01-01 00:00:00+02'", "created_at::date = born", "seen_at - interval '1 day' < seen_at", "seen_at > '2020-06-01'::timestamptz - interval '24 hours'",
  "name IS NULL", "name IS NOT NULL", "name ISNULL", "(name IS NOT NULL) = active", "name IS DISTINCT FROM 'x'", "status IS NOT DISTINCT FROM 'x'",
  "length(name) > 0", "char_length(status) <= 10", "lower(name) = name", "upper(status) = status", "lower(code) = 'abc'", "trim(name) <> ''", "btrim(status) <> ''", "length(trim(name)) > 0", "coalesce(name, '') <> ''", "COALESCE(price, 0) >= 0", "nullif(name, '') IS NOT NULL", "greatest(id, amount) > 0", "num_nonnulls(name, status) = 1",
  "(name IS NOT NULL AND status IS NULL) OR (name IS NULL AND status IS NOT NULL)", "a.id > 0".replace("a.", "t."), "t.price > 0 AND t.name <> ''", "public.t.id > 1".replace("public.", ""), "\"createdAt\" > created_at", "\"order\" >= 0", "id + amount > 0", "id * 2 = amount", "price * id > 0", "ratio > 0.5", "ratio >= 0 AND ratio <= 1", "ratio BETWEEN 0 AND 1", "small > 0", "small + id > 0", "-id < 0", "id % 2 = 0", "id > -1", "amount >= 1000000", "price = 10::numeric", "price::integer > 1", "round(price) = price", "abs(id) > 0", "mod(id, 2) = 0", "id & 1 = 1",
  "data ? 'a'", "data ->> 'type' = 'x'", "(data->>'n')::int > 0", "data @> '{\"a\": 1}'", "data @> '{\"a\":1}'::jsonb", "data->'a' IS NOT NULL", "jsonb_typeof(data) = 'object'", "data #>> '{a,b}' = 'x'", "jsonb_array_length(data) > 0", "data = '{}'",
  "cardinality(tags) > 0", "array_length(tags, 1) <= 5", "tags <> '{}'", "tags @> ARRAY['a']", "'a' = ANY (tags)", "tags && ARRAY['a', 'b']::text[]", "tags[1] = 'a'",
  "key = '00000000-0000-0000-0000-000000000000'", "key IS NOT NULL AND active", "CASE WHEN active THEN price > 0 ELSE true END", "CASE status WHEN 'a' THEN 1 ELSE 0 END = 1", "extract(year from born) > 2000", "date_part('year', created_at) > 2000", "substring(name from 1 for 1) = 'a'", "substring(name, 1, 1) = 'a'", "position('@' in name) > 1", "strpos(name, '@') > 1", "name = upper(name) AND NOT (status = 'a' OR status = 'b')", "NOT (price > 0)", "(((price > 0)))", "true", "1 = 1", "name || status <> ''", "name COLLATE \"C\" > 'a'", "status = 'a' AND active AND price > 0 AND id > 0", "(status = 'a' AND active) AND (price > 0 AND id > 0)", "status = 'a' OR active AND price > 0", "id IN (amount, 3)", "(id, amount) = (1, 2)", "name > 'a'::text", "created_at AT TIME ZONE 'UTC' > seen_at", "age(born) > interval '18 years'", "price > (0)::numeric",
  "id = (SELECT max(member_id) FROM members)", "EXISTS (SELECT 1 FROM members m WHERE m.org_id = id)", "id IN (SELECT member_id FROM members WHERE org_id = 1)", "name = current_user", "name = current_setting('app.user')", "name = current_setting('app.user', true)::text", "key = (current_setting('app.tenant'))::uuid", "(SELECT current_user) = name", "id = current_setting('app.id')::int",
];

/** What an index can be on. */
export const FUNCTIONS = [
  "lower(name)", "lower(status)", "LOWER(code)", "upper(name)", "name || status", "coalesce(name, '')", "(data->>'type')", "data ->> 'a'", "(data -> 'a' ->> 'b')", "to_tsvector('english', name)", "to_tsvector('english'::regconfig, coalesce(name, '') || ' ' || coalesce(status, ''))", "date_trunc('day', created_at)", "created_at::date", "(price * 2)", "abs(id)", "id + 1", "md5(name)", "extract(year from born)", "((data->>'n')::int)", "CASE WHEN active THEN name END", "length(name)", "substring(name from 1 for 3)", "left(name, 3)", "lower(trim(name))", "array_length(tags, 1)", "tags[1]", "NOT active", "name IS NULL", "status = 'a'", "nullif(status, '')",
];
