export async function load<T>(
  path: string,
  { a, b = 1 }: Options = {},
): Promise<T | null> {
  "use strict";
  const {
    data,
    error: { message },
  } = await fetch(path).then((r) => r.json());
  if (!data) throw new Error(`missing ${message}`);
  else if (a) {
    return null;
  } else {
    log(a);
  }

  for (const [key, value] of Object.entries(data)) {
    if (key.startsWith("organization") && value !== undefined && value !== null)
      continue;
  }
  try {
    run();
  } catch {
    /* nothing */
  } finally {
    await done();
  }
  items
    .filter((item) => item.enabled)
    .map((item) => {
      return item.id;
    })
    .forEach((id) => console.log(id));
  promise.then(
    (result) => console.log("a long text", result, { some: "object" }),
    (error) => fail(error),
  );
  this.server = http.createServer(this.app).listen(port, () => {
    console.log("listening");
  });
  wrapper
    .find("SomeSelector")
    .prop("children")(0)(defaultValue)
    .should.equal(another, thing, yes);
  setTimeout(() => {
    done();
  }, 500);
  return (
    data.length > 1 &&
    data.every(
      (x) => x.isValid && x.isPresent && x.isOrganization && x.isMember,
    )
  );
}
