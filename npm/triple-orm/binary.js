// Which binary runs here, and how its absence is told.
"use strict";

const fs = require("node:fs");

/** The packages by what `process.platform` and `process.arch` say. */
const PLATFORMS = {
  "darwin arm64": "darwin-arm64",
  "darwin x64": "darwin-x64",
  "linux arm64": "linux-arm64-gnu",
  "linux x64": "linux-x64-gnu",
  "win32 arm64": "win32-arm64-msvc",
  "win32 x64": "win32-x64-msvc",
};

const OVERRIDE = "TRIPLE_ORM_BINARY";

/** There is no binary to run; `help` says what to do. */
class MissingBinary extends Error {
  constructor(message, help) {
    super(message);
    this.name = "MissingBinary";
    this.help = help;
  }
}

/** The path of the binary; throws `MissingBinary`. */
function findBinary() {
  const override = process.env[OVERRIDE];
  if (override) {
    if (fs.existsSync(override)) return override;
    throw new MissingBinary(
      `\`${override}\` does not exist (from \`${OVERRIDE}\`)`,
      `correct \`${OVERRIDE}\`, or unset it`,
    );
  }
  const name = platform();
  const file = process.platform === "win32" ? "triple-orm.exe" : "triple-orm";
  try {
    return require.resolve(`@triple-orm/${name}/${file}`);
  } catch {
    throw missing(name);
  }
}

function platform() {
  const known = PLATFORMS[`${process.platform} ${process.arch}`];
  if (!known) {
    throw new MissingBinary(
      `there is no binary of triple-orm for ${process.platform} on ${process.arch}`,
      `build one with \`cargo install triple-orm\`, and set \`${OVERRIDE}\` to its path`,
    );
  }
  return process.platform === "linux" && isMusl() ? known.replace("gnu", "musl") : known;
}

/** Whether this Linux has musl instead of glibc: `ldd` is a script that names it. */
function isMusl() {
  try {
    return fs.readFileSync("/usr/bin/ldd", "latin1").includes("musl");
  } catch {
    // Images without a shell have no `ldd`. Node knows, but takes longer to say.
    return !process.report.getReport().header.glibcVersionRuntime;
  }
}

function missing(name) {
  const here = `@triple-orm/${name}`;
  const other = Object.values(PLATFORMS)
    .flatMap((it) => [it, it.replace("gnu", "musl")])
    .find((it) => it !== name && isInstalled(it));
  return other
    ? new MissingBinary(
        `the package \`${here}\` is not installed, but \`@triple-orm/${other}\` is`,
        "install the dependencies on this machine, not on another one",
      )
    : new MissingBinary(
        `the package \`${here}\` is not installed`,
        `install again without leaving out optional dependencies (\`--omit=optional\`, \`--no-optional\`), ` +
          `or set \`${OVERRIDE}\` to the path of a binary`,
      );
}

function isInstalled(name) {
  try {
    require.resolve(`@triple-orm/${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

module.exports = { findBinary, MissingBinary };
