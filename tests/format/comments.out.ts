#!/usr/bin/env node
// one

/* two */ const a = 1; /* three */ // four
/**
 * Five.
 *   Six.
 */
export const b = {
  // seven
  c: 1, // eight

  // nine
  d: 2,
  // ten
};
call(
  /* eleven */ a,
  b /* twelve */, // thirteen
  c,
);
const e = [
  // fourteen
  1, // fifteen
  "x",
];
function f() {
  // sixteen
}
type G = {/* seventeen */};
let h = /* eighteen */ 1;
// nineteen
