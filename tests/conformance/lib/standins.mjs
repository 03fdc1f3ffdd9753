// What a schema may need and a bare server lacks: extensions, their types, and
// functions that its owner wrote by hand. Each is made on demand, when
// PostgreSQL complains that it is not there, and noted in the report.

const EXTENSION_OF_TYPE = {
  citext: "citext",
  hstore: "hstore",
  ltree: "ltree",
  lquery: "ltree",
  ltxtquery: "ltree",
  cube: "cube",
  seg: "seg",
  vector: "vector",
  halfvec: "vector",
  sparsevec: "vector",
  geometry: "postgis",
  geography: "postgis",
};

const EXTENSION_OF_FUNCTION = {
  uuid_generate_v1: "uuid-ossp",
  uuid_generate_v4: "uuid-ossp",
  gen_random_bytes: "pgcrypto",
  crypt: "pgcrypto",
  gen_salt: "pgcrypto",
  digest: "pgcrypto",
};

const EXTENSION_OF_OPERATORS = {
  gin_trgm_ops: "pg_trgm",
  gist_trgm_ops: "pg_trgm",
};

/**
 * Runs a script in one transaction; where something is missing, makes it and starts again.
 * @param {import("pg").Client} client
 * @param {string} script
 * @returns {Promise<string[]>} notes on what was made
 */
export async function runWithStandins(client, script) {
  const available = await availableExtensions(client);
  const notes = [];
  let text = withoutMissingExtensions(script, available, notes);
  for (let attempt = 0; attempt < 80; attempt++) {
    try {
      await client.query(text);
      return notes;
    } catch (error) {
      const cure = remedy(error.message, text, available);
      if (!cure) throw withStatement(error, text);
      notes.push(cure.note);
      text = cure.script ?? text;
      if (cure.sql) await client.query(cure.sql);
    }
  }
  throw new Error("more than 80 things are missing from the database");
}

async function availableExtensions(client) {
  const { rows } = await client.query("SELECT name FROM pg_available_extensions");
  return new Set(rows.map((row) => row.name));
}

function withoutMissingExtensions(script, available, notes) {
  return script.replace(/^CREATE EXTENSION IF NOT EXISTS "([^"]+)"[^;]*;/gm, (statement, name) => {
    if (available.has(name)) return statement;
    notes.push(`extension ${name} is not on this server`);
    return "";
  });
}

function remedy(message, script, available) {
  let match = /^type "([^"]+?)(?:\[\])?" does not exist/.exec(message);
  if (match) return missingType(match[1].replace(/^public\./, ""), available);

  match = /^function ((?:[\w]+\.)?)"?([\w]+)"?\((.*)\) does not exist/.exec(message);
  if (match) return missingFunction(match[1], match[2], match[3], available);

  match = /^operator class "(\w+)" does not exist/.exec(message);
  if (match) return missingExtension(EXTENSION_OF_OPERATORS[match[1]], available);

  match = /^type modifier is not allowed for type "(\w+)"/.exec(message);
  if (match) return argumentsIntoName(match[1], script);

  match = /^schema "([^"]+)" does not exist/.exec(message);
  if (match) return { sql: `CREATE SCHEMA "${match[1]}"`, note: `schema ${match[1]} made by hand` };

  match = /^relation "([^"]+)" does not exist/.exec(message);
  if (match && script.includes(`nextval('${match[1]}`)) {
    const name = match[1]
      .split(".")
      .map((part) => `"${part}"`)
      .join(".");
    return { sql: `CREATE SEQUENCE ${name}`, note: `stand-in sequence ${match[1]}` };
  }
  return null;
}

function missingExtension(name, available) {
  if (!name || !available.has(name)) return null;
  return { sql: `CREATE EXTENSION IF NOT EXISTS "${name}"`, note: `extension ${name}` };
}

function missingType(name, available) {
  const extension = missingExtension(EXTENSION_OF_TYPE[name], available);
  if (extension || !EXTENSION_OF_TYPE[name]) return extension;
  // A base type over text's own functions. `bit` lends its modifier: it keeps the number as it is, as pgvector does.
  const modifier = EXTENSION_OF_TYPE[name] === "vector" ? "TYPMOD_IN = bittypmodin, TYPMOD_OUT = bittypmodout," : "";
  const sql = `
    CREATE TYPE "${name}";
    CREATE FUNCTION "${name}_in"(cstring) RETURNS "${name}" LANGUAGE internal IMMUTABLE STRICT AS 'textin';
    CREATE FUNCTION "${name}_out"("${name}") RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
    CREATE TYPE "${name}" (INPUT = "${name}_in", OUTPUT = "${name}_out", ${modifier} LIKE = text);
    CREATE CAST (text AS "${name}") WITHOUT FUNCTION AS ASSIGNMENT;`;
  return { sql, note: `stand-in type ${name}` };
}

function missingFunction(schema, name, parameters, available) {
  const extension = missingExtension(EXTENSION_OF_FUNCTION[name], available);
  if (extension) return extension;
  const types = parameters.replace(/\bunknown\b/g, "text");
  const result = /uuid/.test(name) ? "uuid" : "text";
  const body = result === "uuid" ? "SELECT gen_random_uuid()" : "SELECT md5(random()::text)";
  return {
    sql: `CREATE FUNCTION ${schema}"${name}"(${types}) RETURNS ${result} LANGUAGE sql VOLATILE AS '${body}'`,
    note: `stand-in function ${name}(${types})`,
  };
}

/** `geometry(Point,4326)` has arguments that no stand-in type can read: they become part of a type's name. */
function argumentsIntoName(type, script) {
  const names = new Set();
  const rewritten = script.replace(new RegExp(`"?\\b${type}\\b"?\\s*\\(([^)]*)\\)`, "g"), (_, args) => {
    const name = `${type}(${args.replace(/\s*,\s*/g, ",")})`;
    names.add(name);
    return `"${name}"`;
  });
  if (names.size === 0) return null;
  const sql = [...names].map(
    (name) => `DO $$ BEGIN CREATE DOMAIN "${name}" AS "${type}"; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
  );
  return { sql: sql.join(";\n"), script: rewritten, note: `stand-in types ${[...names].join(", ")}` };
}

function withStatement(error, script) {
  const at = Number(error.position ?? 0);
  if (!at) return error;
  const around = script.slice(Math.max(0, at - 80), at + 80).replace(/\s+/g, " ");
  error.message = `${error.message} (near: ${around})`;
  return error;
}
