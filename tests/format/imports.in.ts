import {a,b as c,type D} from 'x'
import type {Profile,
UserSettings} from "./json-schemas"
import * as all from "./all"; import fallback, {one} from "./fallback"
import "./side-effect"
import { bigint, customType, doublePrecision, foreignKey, index, integer } from "drizzle-orm/pg-core";
import { aVeryLongNameThatStaysOnOneLineBecauseItIsTheOnlyOneInTheBraces } from "./somewhere";
export {a as default,c}
export { type D } from './d'
export * from "./star"
export * as named from './star'
import {
  // The comment stays.
  first,
  second, // and so does this
} from "./commented";
