import { FAMILIES } from "./lib/drivers/index.mjs";
import { measure } from "./lib/drivers/measure.mjs";
for (const f of FAMILIES) {
  const server = await f.start();
  if (server.skipped) { console.log(server); continue; }
  console.log("#", server.about);
  for (const p of f.profiles) {
    if (process.argv[2] && p.driver !== process.argv[2]) continue;
    console.log("##", p.driver, p.about ?? "");
    try {
    for (const m of await measure(p, server.value)) {
      console.log(m.column.name.padEnd(18), m.selects.padEnd(40), [...m.takes].filter(([, t]) => t).map(([k]) => k).join(" | "), m.refused.length ? m.refused : "");
    }
    } catch (e) { console.log("FAILED", e); }
  }
  await server.stop();
}
process.exit();
