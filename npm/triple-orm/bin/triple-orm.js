#!/usr/bin/env node
// Runs the binary of this platform in its own place: the same arguments, streams,
// signals and exit status.
"use strict";

const { spawn } = require("node:child_process");
const { findBinary, MissingBinary } = require("../binary.js");

/** As of the binary: it could not do it. */
const FAILED = 2;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2"];

function fail(message, help) {
  process.stderr.write(`error: ${message}\nhelp: ${help}\n`);
  process.exitCode = FAILED;
}

function run(binary) {
  const child = spawn(binary, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
  child.on("error", (error) =>
    fail(`cannot run \`${binary}\`: ${error.message}`, "install triple-orm again"),
  );
  // Whoever stops this process means the binary.
  if (process.platform !== "win32") {
    for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  } else {
    // The console tells both; the binary decides when it ends.
    process.on("SIGINT", () => {});
  }
  child.on("exit", (code, signal) => {
    if (signal) {
      for (const it of SIGNALS) process.removeAllListeners(it);
      process.kill(process.pid, signal);
    } else {
      process.exitCode = code;
    }
  });
}

try {
  run(findBinary());
} catch (error) {
  if (!(error instanceof MissingBinary)) throw error;
  fail(error.message, error.help);
}
