// Started by `triple-orm verify`: reads an order from standard input, has the three clients of the project write and
// read its rows inside of one transaction, rolls it back, and answers with one line of JSON on standard output.
import * as moduleApi from "node:module";
import { openClients } from "./clients.mjs";
import { connect } from "./connection.mjs";
import { Failed } from "./errors.mjs";
import * as hooks from "./hooks.mjs";
import { compiler } from "./strip.mjs";
import { verify } from "./verify.mjs";

// What modules of the project print must not get into the answer.
const answer = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const order = JSON.parse(await text(process.stdin));
let result;
try {
  await installHooks(order.modules);
  result = await run(order);
} catch (error) {
  if (!(error instanceof Failed)) throw error;
  result = { failed: error.told };
}
// Some clients keep the process alive.
answer(`${JSON.stringify(result)}\n`, () => process.exit(0));

async function run(order) {
  const connection = await connect(order);
  try {
    const clients = await openClients(order, connection);
    return await verify(order, connection, clients);
  } finally {
    await connection.end();
  }
}

/** In this thread where Node can, and else in the thread that Node 20 has for it. */
async function installHooks(modules) {
  // That there is none is said here, and not in the other thread.
  compiler(modules.root);
  if (moduleApi.registerHooks) {
    hooks.initialize(modules);
    moduleApi.registerHooks({ resolve: hooks.resolveSync, load: hooks.loadSync });
  } else {
    moduleApi.register("./hooks.mjs", { parentURL: import.meta.url, data: modules });
  }
}

async function text(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
