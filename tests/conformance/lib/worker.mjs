// One process that judges schemas, one after the other, as the runner sends them.
import { DRIZZLE, judge } from "./judge.mjs";

/** @type {import("./judge.mjs").Context} */
let context;

process.on("message", async (/** @type {any} */ message) => {
  if (message.context) {
    context = { ...message.context, shapes: new Map(message.context.shapes) };
    await DRIZZLE[context.drizzle].loadKit(context.kit);
    return;
  }
  const started = Date.now();
  try {
    const result = await judge(message.job, context);
    process.send?.({ ...result, ms: Date.now() - started });
  } catch (error) {
    const text = `the suite itself failed: ${error.stack}`;
    const verdicts = { valid: { status: "fail", faults: [{ message: text, cause: text.split("\n")[0] }], notes: [] } };
    process.send?.({ refused: false, verdicts, ms: Date.now() - started });
  }
});

// drizzle-kit awaits its queries in turn: one that fails early is unhandled until its turn comes.
process.on("unhandledRejection", (error) => console.error("unhandled:", error));
process.on("disconnect", () => process.exit(0));
