// The packed packages, installed in an empty folder as users do it, offline: what
// npm, pnpm and both Yarns make of them, and what a user then meets.

import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";

import { BINARY, folder, must, pack, ROOT, run, SCHEMA, start, TOOLS } from "./workbench.mjs";

const VERSION = /^version = "(.*)"$/m.exec(readFileSync(join(ROOT, "Cargo.toml"), "utf8"))[1];
const FILES = ["drizzle-schema.ts", "json-schemas.ts", "kysely-types.ts", "zod-schemas.ts"];

let packed;
before(() => {
  packed = pack();
});

/** A project whose only dependency is the packed package. */
function project(name, manifest, files = {}) {
  return folder(name, {
    "package.json": {
      name: "app",
      private: true,
      devDependencies: { "triple-orm": `file:${packed.main}` },
      ...manifest({ [packed.name]: `file:${packed.platform}` }),
    },
    "prisma/schema.prisma": SCHEMA,
    ...files,
  });
}

const MANAGERS = {
  npm: {
    manifest: (overrides) => ({ overrides }),
    install: ["npm", "install", "--offline", "--no-audit", "--no-fund"],
    exec: ["npm", "exec", "--offline", "--"],
  },
  pnpm: {
    manifest: (overrides) => ({ pnpm: { overrides } }),
    install: [process.execPath, join(TOOLS, "pnpm/bin/pnpm.cjs"), "install", "--offline"],
    exec: [process.execPath, join(TOOLS, "pnpm/bin/pnpm.cjs"), "exec"],
  },
  "yarn classic": {
    manifest: (resolutions) => ({ resolutions }),
    install: [process.execPath, join(TOOLS, "yarn/bin/yarn.js"), "install", "--offline", "--non-interactive"],
    exec: [process.execPath, join(TOOLS, "yarn/bin/yarn.js"), "--silent", "run"],
  },
  "yarn berry, node_modules": {
    manifest: (resolutions) => ({ resolutions }),
    files: { "yarn.lock": "", ".yarnrc.yml": "nodeLinker: node-modules\nenableNetwork: false\nenableTelemetry: false\n" },
    install: [process.execPath, join(TOOLS, "@yarnpkg/cli-dist/bin/yarn.js"), "install"],
    exec: [process.execPath, join(TOOLS, "@yarnpkg/cli-dist/bin/yarn.js"), "exec"],
  },
  "yarn berry, plug'n'play": {
    manifest: (resolutions) => ({ resolutions }),
    files: { "yarn.lock": "", ".yarnrc.yml": "nodeLinker: pnp\nenableNetwork: false\nenableTelemetry: false\n" },
    install: [process.execPath, join(TOOLS, "@yarnpkg/cli-dist/bin/yarn.js"), "install"],
    exec: [process.execPath, join(TOOLS, "@yarnpkg/cli-dist/bin/yarn.js"), "exec"],
  },
};

for (const [manager, { manifest, files, install, exec }] of Object.entries(MANAGERS)) {
  test(`${manager} installs it, and it works`, () => {
    const app = project(`app ${manager.replace(/\W+/g, "-")}`, manifest, files);
    must(app, install[0], install.slice(1), { CI: "" });
    const tripleOrm = (...args) => run(app, exec[0], [...exec.slice(1), "triple-orm", ...args]);

    assert.match(tripleOrm("--version").stdout, new RegExp(`^triple-orm ${VERSION.replaceAll(".", "\\.")}`));
    const generated = tripleOrm("generate");
    assert.equal(generated.status, 0, generated.said);
    for (const file of FILES) assert.ok(existsSync(join(app, "src/db", file)), file);
    assert.equal(tripleOrm("generate", "--check").status, 0);
    rmSync(join(app, "src/db/kysely-types.ts"));
    const stale = tripleOrm("generate", "--check");
    assert.equal(stale.status, 1, stale.said);
    assert.match(stale.said, /kysely-types\.ts {2}is missing/);
  });
}

for (const [manager, command] of Object.entries({
  npm: ["npm", "install", "--offline", "--no-audit", "--no-fund", "-D"],
  pnpm: [process.execPath, join(TOOLS, "pnpm/bin/pnpm.cjs"), "add", "--offline", "-D"],
})) {
  test(`${manager} takes the two tarballs by themselves`, () => {
    const app = folder(`tarballs ${manager}`, { "package.json": { name: "app", private: true } });
    must(app, command[0], [...command.slice(1), packed.platform, packed.main]);
    assert.equal(must(app, "triple-orm", ["--version"]).status, 0);
  });
}

/** Installed once, for what has nothing to do with the package manager. */
let shared;
function installed() {
  if (!shared) {
    const { manifest, install } = MANAGERS.npm;
    shared = project("shared", manifest);
    must(shared, install[0], install.slice(1));
  }
  return shared;
}

test("the package holds what the registry page and the editors need", () => {
  const own = join(installed(), "node_modules/triple-orm");
  const { optionalDependencies, version } = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
  assert.equal(version, VERSION);
  assert.deepEqual(optionalDependencies, { [packed.name]: VERSION });
  const wanted = ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "index.d.ts", "index.d.mts", "schema.json"];
  for (const file of wanted) assert.ok(existsSync(join(own, file)), file);
});

const PRINT = `
  const { files } = await generate({ out: "api", targets: ["kysely"] });
  const before = await check({ out: "api" });
  const refused = await check({ schema: "broken.prisma" }).catch((error) => error);
  const absent = await generate({ schema: "absent.prisma" }).catch((error) => error);
  const stopped = await generate({ signal: AbortSignal.abort() }).catch((error) => error);
  console.log(JSON.stringify({
    files: files.map((file) => file.path),
    clean: before.clean,
    stale: before.stale.map((it) => it.state),
    isOurs: refused instanceof TripleOrmError,
    diagnostics: refused.diagnostics,
    message: refused.message,
    absent: { message: absent.message, help: absent.help, diagnostics: absent.diagnostics },
    stopped: stopped.name,
  }));
`;
const MODULES = {
  "api.mjs": `import { generate, check, TripleOrmError } from "triple-orm";\n${PRINT}`,
  "api.cjs": `const { generate, check, TripleOrmError } = require("triple-orm");\n(async () => {${PRINT}})();`,
};

for (const [file, text] of Object.entries(MODULES)) {
  test(`the API works in ${file}`, () => {
    const app = installed();
    const broken = SCHEMA.replace("Role   @default", "Rolle  @default");
    folder("shared", { [file]: text, "broken.prisma": broken });
    const { stdout } = must(app, process.execPath, [file]);
    const said = JSON.parse(stdout);
    assert.deepEqual(said.files, ["api/kysely-types.ts", "api/json-schemas.ts"]);
    assert.equal(said.clean, false);
    assert.deepEqual(said.stale, ["missing", "missing"]);
    assert.ok(said.isOurs);
    const [diagnostic] = said.diagnostics;
    assert.equal(diagnostic.severity, "error");
    assert.equal(diagnostic.file, "broken.prisma");
    assert.equal(diagnostic.line, 13);
    assert.ok(said.message.startsWith(`broken.prisma:13:${diagnostic.column}: `), said.message);
    assert.match(said.absent.message, /^`absent\.prisma` does not exist/);
    assert.match(said.absent.help, /--schema/);
    assert.deepEqual(said.absent.diagnostics, []);
    assert.equal(said.stopped, "AbortError");
    assert.ok(!existsSync(join(app, "src/db")), "what is stopped before it starts writes nothing");
  });
}

const [, documented] = readFileSync(join(ROOT, "docs/npm.md"), "utf8").split(/^```(?:ts)?\n/m);

test("the documented example runs", () => {
  const app = installed();
  rmSync(join(app, "src/db"), { recursive: true, force: true });
  folder("shared", { "documented.mjs": documented });
  const { stdout, stderr } = must(app, process.execPath, ["documented.mjs"]);
  assert.match(stdout, /'src\/db\/drizzle-schema\.ts: created'/);
  assert.equal(stderr, "");
});

test("the types hold in ESM and in CommonJS", () => {
  const app = installed();
  const right = `
    import { check, generate, TripleOrmError, type GenerateResult, type Options } from "triple-orm";
    const options: Options = { cwd: ".", targets: ["drizzle", "zod"] };
    const result: Promise<GenerateResult> = generate(options);
    result.then(({ files }) => files.map((file) => file.path.length));
    check().then(({ stale }) => stale.filter((file) => file.state === "foreign"));
    check().catch((error: unknown) => {
      if (error instanceof TripleOrmError) console.log(error.diagnostics[0]?.line?.toFixed(), error.help?.length);
    });
  `;
  const wrong = `
    import { generate } from "triple-orm";
    generate({ targets: ["mysql"] });
    generate({ output: "src" });
    generate().then(({ clean }) => clean);
  `;
  folder("shared", { "right.mts": right, "right.cts": right, "wrong.mts": wrong, "documented.mts": documented });
  const tsc = (...files) =>
    run(app, process.execPath, [
      join(TOOLS, "typescript/bin/tsc"),
      ...["--noEmit", "--strict", "--module", "nodenext", "--skipDefaultLibCheck"],
      ...files,
    ]);
  const held = tsc("right.mts", "right.cts", "documented.mts");
  assert.equal(held.status, 0, held.said);
  const mistakes = tsc("wrong.mts").stdout.match(/wrong\.mts\(\d+/g);
  assert.deepEqual(mistakes, ["wrong.mts(3", "wrong.mts(4", "wrong.mts(5"]);
});

test("the launcher passes on what it is given: streams, status, signals", async (t) => {
  const app = installed();
  const stand = folder("stand-in", {
    "binary.cjs": `#!${process.execPath}
      process.stdin.setEncoding("utf8");
      process.on("SIGTERM", () => { console.log("told to stop"); process.exit(7); });
      process.stdin.on("data", (text) => process.stdout.write("read " + text));
      console.log(JSON.stringify(process.argv.slice(2)));
    `,
  });
  const binary = join(stand, "binary.cjs");
  must(stand, "chmod", ["+x", binary]);
  const launcher = join(app, "node_modules/triple-orm/bin/triple-orm.js");
  const launch = () => start(app, process.execPath, [launcher, "a b", "--c=*"], { TRIPLE_ORM_BINARY: binary });
  const until = async (child, text) => {
    let said = "";
    for await (const chunk of child.stdout) if ((said += chunk).includes(text)) return said;
    throw new Error(`said only: ${said}`);
  };

  await t.test("a signal reaches the binary, and its status comes back", async () => {
    const child = launch();
    child.stdout.setEncoding("utf8");
    const lines = [];
    child.stdout.on("data", (text) => {
      lines.push(text);
      if (lines.join("").includes('["a b","--c=*"]\n') && lines.length === 1) child.stdin.write("hello\n");
      if (text.includes("read hello")) child.kill("SIGTERM");
    });
    const [status] = await once(child, "close");
    assert.equal(lines.join(""), '["a b","--c=*"]\nread hello\ntold to stop\n');
    assert.equal(status, 7);
  });

  await t.test("a binary that a signal kills is seen as killed", async () => {
    const child = launch();
    await until(child, "a b");
    child.kill("SIGHUP");
    const [status, signal] = await once(child, "close");
    assert.deepEqual([status, signal], [null, "SIGHUP"]);
  });
});

test("without the package of the platform, it says what to do", () => {
  const app = project("without", () => ({}));
  must(app, "npm", ["install", "--offline", "--omit=optional", "--no-audit", "--no-fund"]);
  const said = run(app, "triple-orm", ["--version"]);
  assert.equal(said.status, 2);
  assert.equal(said.stdout, "");
  assert.ok(said.stderr.startsWith(`error: the package \`${packed.name}\` is not installed\nhelp: `), said.stderr);

  const overridden = run(app, "triple-orm", ["--version"], { TRIPLE_ORM_BINARY: BINARY });
  assert.equal(overridden.status, 0, overridden.said);
  const wrong = run(app, "triple-orm", ["--version"], { TRIPLE_ORM_BINARY: "/nowhere/triple-orm" });
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /^error: `\/nowhere\/triple-orm` does not exist \(from `TRIPLE_ORM_BINARY`\)\nhelp: /);

  folder("without", { "api.mjs": 'import { check } from "triple-orm";\ncheck().catch((e) => console.log(e.name, e.help));' });
  assert.match(must(app, process.execPath, ["api.mjs"]).stdout, /^TripleOrmError install again/);

  // A program that ends well and prints no JSON, as whatever the variable names by mistake.
  folder("without", { "other.mjs": 'import { check } from "triple-orm";\ncheck().catch((e) => console.log(e.name, e.message));' });
  const other = must(app, process.execPath, ["other.mjs"], { TRIPLE_ORM_BINARY: "/bin/true" });
  assert.equal(other.stdout, "TripleOrmError the binary gave no result\n");
});

test("with `node_modules` of another machine, it says so", () => {
  const foreign = packed.name === "@triple-orm/win32-x64-msvc" ? "darwin-x64" : "win32-x64-msvc";
  const app = folder("moved", {
    [`node_modules/@triple-orm/${foreign}/package.json`]: { name: `@triple-orm/${foreign}`, version: VERSION },
  });
  must(app, "cp", ["-r", join(ROOT, "npm/triple-orm"), join(app, "node_modules/triple-orm")]);
  const said = run(app, process.execPath, [join(app, "node_modules/triple-orm/bin/triple-orm.js")]);
  assert.equal(said.status, 2);
  assert.ok(said.stderr.includes(`is not installed, but \`@triple-orm/${foreign}\` is\n`), said.stderr);
});

test("a tag that is not the version is refused", () => {
  const checkTag = (tag) => run(ROOT, process.execPath, ["npm/build.mjs", "--check-tag", tag]).status;
  assert.equal(checkTag(`v${VERSION}`), 0);
  assert.equal(checkTag(`v${VERSION}1`), 2);
});
