// Makes the npm packages from `npm/triple-orm`, `Cargo.toml` and the binaries.
//
//   node npm/build.mjs                          all platforms
//   node npm/build.mjs --platforms host         this machine's alone, for a test
//   node npm/build.mjs --check-tag v0.1.0       only: is this the version of Cargo.toml?
//
// The binary of a platform is `<rust target>/release/triple-orm` in `target`, or in
// `--binaries`; this machine's may also be `target/release/triple-orm`, or the one
// that `--binary` gives. The packed packages go to `target/npm`, or to `--out`. Their
// paths are printed in the order in which they can be published: the main one last,
// since it names the others.

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LICENCES = ["LICENSE-MIT", "LICENSE-APACHE"];

/** From the name of a package to where it runs. */
const PLATFORMS = {
  "linux-x64-gnu": { rust: "x86_64-unknown-linux-gnu", os: "linux", cpu: "x64", libc: "glibc" },
  "linux-x64-musl": { rust: "x86_64-unknown-linux-musl", os: "linux", cpu: "x64", libc: "musl" },
  "linux-arm64-gnu": { rust: "aarch64-unknown-linux-gnu", os: "linux", cpu: "arm64", libc: "glibc" },
  "linux-arm64-musl": { rust: "aarch64-unknown-linux-musl", os: "linux", cpu: "arm64", libc: "musl" },
  "darwin-x64": { rust: "x86_64-apple-darwin", os: "darwin", cpu: "x64" },
  "darwin-arm64": { rust: "aarch64-apple-darwin", os: "darwin", cpu: "arm64" },
  "win32-x64-msvc": { rust: "x86_64-pc-windows-msvc", os: "win32", cpu: "x64" },
  "win32-arm64-msvc": { rust: "aarch64-pc-windows-msvc", os: "win32", cpu: "arm64" },
};

/** The fields of `[package]` in `Cargo.toml` that are strings. */
function cargo() {
  const text = readFileSync(join(ROOT, "Cargo.toml"), "utf8");
  const section = text.slice(text.indexOf("[package]")).split(/\n\[/)[0];
  return Object.fromEntries([...section.matchAll(/^([\w-]+) = "(.*)"$/gm)].map(([, key, value]) => [key, value]));
}

/** The platform that this Node runs on. */
function host() {
  const { glibcVersionRuntime } = process.report.getReport().header;
  const libc = process.platform === "linux" ? (glibcVersionRuntime ? "glibc" : "musl") : undefined;
  const found = Object.keys(PLATFORMS).find((name) => {
    const { os, cpu, libc: wanted } = PLATFORMS[name];
    return os === process.platform && cpu === process.arch && wanted === libc;
  });
  return found ?? stop(`there is no package for ${process.platform} on ${process.arch}`);
}

function binaryOf(name, { binaries, binary }) {
  const { rust, os } = PLATFORMS[name];
  const file = os === "win32" ? "triple-orm.exe" : "triple-orm";
  const places = [join(binaries, rust, "release", file)];
  if (name === host()) places.push(join(binaries, "release", file));
  if (binary) places.splice(0, places.length, binary);
  return { file, path: places.find(existsSync) ?? stop(`no binary for ${name}; looked for ${places.join(", ")}`) };
}

/** What every package says of the project. */
function common({ version, license, repository }) {
  return {
    version,
    license,
    repository: { type: "git", url: `git+${repository}.git` },
    homepage: `${repository}#readme`,
    bugs: `${repository}/issues`,
    publishConfig: { access: "public", provenance: true },
  };
}

function platformPackage(folder, name, shared, places) {
  const { os, cpu, libc } = PLATFORMS[name];
  const binary = binaryOf(name, places);
  mkdirSync(folder, { recursive: true });
  copyFileSync(binary.path, join(folder, binary.file));
  // What a workflow passes on as an artifact has lost it.
  chmodSync(join(folder, binary.file), 0o755);
  writeJson(join(folder, "package.json"), {
    name: `@triple-orm/${name}`,
    description: `The binary of triple-orm for ${name}`,
    ...shared,
    os: [os],
    cpu: [cpu],
    ...(libc && { libc: [libc] }),
    files: [binary.file],
    // Yarn's Plug'n'Play runs nothing from within its archives.
    preferUnplugged: true,
  });
  writeFileSync(
    join(folder, "README.md"),
    `# @triple-orm/${name}\n\nThe binary of [triple-orm](${shared.homepage}) for ${name}. Install \`triple-orm\`, which chooses it.\n`,
  );
  for (const file of LICENCES) copyFileSync(join(ROOT, file), join(folder, file));
}

function mainPackage(folder, names, shared) {
  cpSync(join(ROOT, "npm/triple-orm"), folder, { recursive: true });
  for (const file of ["README.md", "CHANGELOG.md", "schema.json", ...LICENCES]) copyFileSync(join(ROOT, file), join(folder, file));
  const own = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const optionalDependencies = Object.fromEntries(names.map((name) => [`@triple-orm/${name}`, shared.version]));
  const { name, ...rest } = own;
  writeJson(join(folder, "package.json"), { name, ...shared, ...rest, optionalDependencies });
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

function pack(folder, out) {
  const npm = ["pack", "--ignore-scripts", "--json", "--pack-destination", out];
  const answer = execFileSync("npm", npm, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], shell: process.platform === "win32" });
  const packed = JSON.parse(answer);
  // An array, or, since npm 12, an object by name.
  return join(out, basename(Object.values(packed)[0].filename));
}

function stop(message) {
  console.error(`error: ${message}`);
  process.exit(2);
}

const { values } = parseArgs({
  options: {
    platforms: { type: "string", default: "all" },
    binaries: { type: "string", default: join(ROOT, "target") },
    binary: { type: "string" },
    out: { type: "string", default: join(ROOT, "target/npm") },
    "check-tag": { type: "string" },
  },
});
const manifest = cargo();
if (values["check-tag"] !== undefined) {
  if (values["check-tag"] !== `v${manifest.version}`) {
    stop(`the tag is \`${values["check-tag"]}\`, and Cargo.toml says \`${manifest.version}\``);
  }
  process.exit(0);
}
if (!["all", "host"].includes(values.platforms)) stop("`--platforms` is `all` or `host`");
if (values.binary && values.platforms !== "host") stop("`--binary` goes with `--platforms host`");

const out = resolve(values.out);
const names = values.platforms === "host" ? [host()] : Object.keys(PLATFORMS);
const shared = common(manifest);
const work = mkdtempSync(join(tmpdir(), "triple-orm-npm-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const name of names) {
  platformPackage(join(work, name), name, shared, values);
  console.log(pack(join(work, name), out));
}
mainPackage(join(work, "triple-orm"), names, shared);
console.log(pack(join(work, "triple-orm"), out));
