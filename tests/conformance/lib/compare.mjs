// What two sides say of one thing, and values as a report shows them.

/** What two sides say otherwise of one thing. @param {Map<string, string>} left @param {Map<string, string>} right */
export function differences(left, right) {
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((key) => left.get(key) !== right.get(key))
    .map((key) => ({ key, left: left.get(key) ?? "(none)", right: right.get(key) ?? "(none)" }));
}

const withBigints = (_, value) => (typeof value === "bigint" ? `${value}n` : value);

/** A value with its class: `Date 2024-06-01T12:00:00.000Z` */
export function show(value) {
  const text = typeof value === "bigint" ? `${value}n` : value instanceof Date ? value.toISOString() : JSON.stringify(value, withBigints);
  return `${value === null ? "" : (value?.constructor?.name ?? "")} ${text}`.trim();
}
