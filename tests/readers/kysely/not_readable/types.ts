import type { Generated } from "kysely";
import type { Decimal } from "decimal.js";
import type { Gone } from "./gone";
import type { Tables } from "a-package";

interface Users {
  id: Generated<number>;
  amount: Decimal;
  gone: Gone | null;
  weird: Generated<string> extends infer T ? T : never;
}

export interface DB {
  users: Users;
  others: Tables;
}
