import api from "./index.js";

export const { generate, check, verify, TripleOrmError } = api;
