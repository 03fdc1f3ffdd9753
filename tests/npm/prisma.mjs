// The real `prisma generate` of Prisma 6 and 7, with the packed package installed and
// a `generator` block that names it.

import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, describe, test } from "node:test";

import { folder, must, pack, ROOT, run, TOOLS, write } from "./workbench.mjs";

const VERSION = /^version = "(.*)"$/m.exec(readFileSync(join(ROOT, "Cargo.toml"), "utf8"))[1];
const DATASOURCE = {
  6: 'datasource db {\n  provider = "postgresql"\n  url      = "postgresql://localhost/none"\n}\n',
  7: 'datasource db {\n  provider = "postgresql"\n}\n',
};
const USER = "model User {\n  id   Int    @id\n  name String\n}\n";

const generator = (options = "", provider = "triple-orm", name = "triple") =>
  `generator ${name} {\n  provider = "${provider}"\n${options}\n}\n`;

let installed;
let engine;
before(() => {
  const packed = pack();
  installed = folder("installed", {
    "package.json": {
      name: "app",
      private: true,
      devDependencies: { "triple-orm": `file:${packed.main}` },
      overrides: { [packed.name]: `file:${packed.platform}` },
    },
    // Generating needs none of the engines that Prisma would download.
    engine: "#!/bin/sh\n",
  });
  engine = join(installed, "engine");
  chmodSync(engine, 0o755);
  must(installed, "npm", ["install", "--offline", "--no-audit", "--no-fund"]);
});

for (const major of [6, 7]) {
  describe(`Prisma ${major}`, () => {
    /** A project with these files, and with triple-orm, Prisma and its client installed. */
    const project = (name, files) => {
      const app = folder(`${major} ${name}`, { "package.json": '{ "name": "app", "private": true }', ...files });
      const links = {
        ".bin": join(installed, "node_modules/.bin"),
        "triple-orm": join(installed, "node_modules/triple-orm"),
        prisma: join(TOOLS, `prisma${major}`),
        "@prisma/client": join(TOOLS, `client${major}`),
      };
      for (const [link, target] of Object.entries(links)) {
        mkdirSync(dirname(join(app, "node_modules", link)), { recursive: true });
        symlinkSync(target, join(app, "node_modules", link));
      }
      return app;
    };
    const one = (name, blocks, more = {}) =>
      project(name, { "prisma/schema.prisma": `${DATASOURCE[major]}${blocks}${USER}`, ...more });
    const prismaGenerate = (app, ...args) =>
      run(app, process.execPath, [join(TOOLS, `prisma${major}/build/index.js`), "generate", ...args], {
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        PRISMA_SCHEMA_ENGINE_BINARY: engine,
        PRISMA_QUERY_ENGINE_LIBRARY: engine,
      });
    const succeeds = (app, to, ...args) => {
      const ran = prismaGenerate(app, ...args);
      assert.equal(ran.status, 0, ran.said);
      const told = `Generated triple-orm (${VERSION}) to ./${to} in`;
      assert.ok(ran.stdout.includes(told), ran.said);
      return ran;
    };
    const files = (app, path) => readdirSync(join(app, path)).sort();
    const ALL = ["drizzle-schema.ts", "kysely-types.ts", "zod-schemas.ts"];

    test("writes where `triple-orm generate` writes, when the block names no folder", () => {
      const app = one("default", generator());
      succeeds(app, "src/db");
      assert.deepEqual(files(app, "src/db"), ALL);
      assert.match(readFileSync(join(app, "src/db/kysely-types.ts"), "utf8"), /interface User \{/);
      const check = run(app, "triple-orm", ["generate", "--check"]);
      assert.equal(check.status, 0, check.said);
    });

    test("takes `output` from the folder of the block's file, and the other options", () => {
      const app = one("options", generator('  output  = "../lib/db"\n  targets = ["drizzle"]\n  namesTables = "preserve"'));
      succeeds(app, "lib/db");
      assert.deepEqual(files(app, "lib/db"), ["drizzle-schema.ts"]);
      assert.match(readFileSync(join(app, "lib/db/drizzle-schema.ts"), "utf8"), /export const User = /);
      const check = run(app, "triple-orm", ["generate", "--check"]);
      assert.equal(check.status, 0, check.said);
    });

    test("reads `triple-orm.json`, and says so where it decides against the block", () => {
      const config = { out: "from-json", targets: ["zod"] };
      const app = one("config", generator(), { "triple-orm.json": config });
      const plain = succeeds(app, "from-json");
      assert.deepEqual(files(app, "from-json"), ["zod-schemas.ts"]);
      assert.ok(!plain.said.includes("config/"), plain.said);

      const both = one("config and block", generator('  output = "../block"'), { "triple-orm.json": config });
      const { stdout } = succeeds(both, "block");
      assert.ok(stdout.includes("the files are in `from-json`, as `triple-orm.json` says, and not in `block`"), stdout);
      assert.deepEqual(files(both, "from-json"), ["zod-schemas.ts"]);
      assert.ok(!existsSync(join(both, "block")));
    });

    test("an option that does not exist makes Prisma fail, with our message", () => {
      const app = one("broken", generator('  outptu = "../src"'));
      const ran = prismaGenerate(app);
      assert.equal(ran.status, 1, ran.said);
      assert.ok(ran.stderr.includes("error[config/unknown-key]: unknown key `outptu`"), ran.said);
      assert.ok(ran.stderr.includes("prisma/schema.prisma:"), ran.said);
      assert.ok(ran.stderr.includes("write `output`"), ran.said);
      assert.ok(!existsSync(join(app, "src")));
    });

    test("a file of the user's in the way makes Prisma fail, and stays", () => {
      const app = one("in the way", generator('  output = "../db"'), { "db/kysely-types.ts": "// mine\n" });
      const ran = prismaGenerate(app);
      assert.equal(ran.status, 1, ran.said);
      assert.ok(ran.stderr.includes("error: a file that triple-orm did not write is in the way: `db/kysely-types.ts`"));
      assert.equal(readFileSync(join(app, "db/kysely-types.ts"), "utf8"), "// mine\n");
      assert.deepEqual(files(app, "db"), ["kysely-types.ts"]);
    });

    test("a note reaches the user", () => {
      const app = one("note", `${generator()}model Doc {\n  id Int @id\n  data Json\n}\n`);
      assert.match(succeeds(app, "src/db").stdout, /note\[zod\/stub\].*`DocData`/);
    });

    test("a folder of files is one schema; `output` starts from the file of the block", () => {
      const app = project("folder", {
        "db/schema/main.prisma": DATASOURCE[major],
        "db/schema/tools/generators.prisma": generator('  output = "../out"'),
        "db/schema/models/user.prisma": USER,
        "db/schema/models/post.prisma": "model Post {\n  id Int @id\n}\n",
      });
      succeeds(app, "db/schema/out", "--schema", "db/schema");
      assert.deepEqual(files(app, "db/schema/out"), ALL);
      const text = readFileSync(join(app, "db/schema/out/kysely-types.ts"), "utf8");
      assert.match(text, /interface Post \{[^]*interface User \{/);
    });

    test("a schema that `prisma.config.ts` names", () => {
      const app = project("prisma-config", {
        "prisma.config.ts": 'import { defineConfig } from "prisma/config";\nexport default defineConfig({ schema: "data" });\n',
        "data/schema.prisma": `${DATASOURCE[major]}${generator('  output = "../src/db"')}`,
        "data/user.prisma": USER,
      });
      succeeds(app, "src/db");
      assert.deepEqual(files(app, "src/db"), ALL);
      const check = run(app, "triple-orm", ["generate", "--check"]);
      assert.equal(check.status, 0, check.said);
    });

    test("the provider can be a command with words", () => {
      for (const [name, provider] of [
        ["npx", "npx --offline triple-orm"],
        ["node", "node ./node_modules/triple-orm/bin/triple-orm.js"],
      ]) {
        const app = one(`provider ${name}`, generator('  output = "../db"', provider));
        succeeds(app, "db");
        const check = run(app, "triple-orm", ["generate", "--check"]);
        assert.equal(check.status, 0, check.said);
      }
    });

    test("two blocks are written each with its own options", () => {
      const blocks =
        generator('  output = "../one"\n  targets = ["zod"]') +
        generator('  output = "../two"\n  targets = ["kysely"]', "triple-orm", "second");
      const app = one("two", blocks);
      succeeds(app, "one");
      assert.deepEqual(files(app, "one"), ["zod-schemas.ts"]);
      assert.deepEqual(files(app, "two"), ["kysely-types.ts"]);
      const only = one("two, one asked", blocks);
      prismaGenerate(only, "--generator", "second");
      assert.ok(!existsSync(join(only, "one")));
      assert.deepEqual(files(only, "two"), ["kysely-types.ts"]);
    });

    test("Prisma's own clients are written beside it", () => {
      const client = 'generator client {\n  provider = "prisma-client"\n  output = "../client"\n}\n';
      const app = one("client", client + generator());
      succeeds(app, "src/db");
      assert.ok(existsSync(join(app, "client/client.ts")));

      const older =
        'generator client {\n  provider = "prisma-client-js"\n  engineType = "client"\n  output = "../client"\n}\n';
      const second = one("client-js", older + generator());
      succeeds(second, "src/db");
      assert.ok(existsSync(join(second, "client/index.js")));
    });

    test("a schema that Prisma refuses never comes to us", () => {
      const app = one("refused", generator());
      write(app, { "prisma/schema.prisma": `${DATASOURCE[major]}${generator()}model User {\n  id Int\n}\n` });
      const ran = prismaGenerate(app);
      assert.equal(ran.status, 1, ran.said);
      assert.ok(!existsSync(join(app, "src/db")));
    });
  });
}
