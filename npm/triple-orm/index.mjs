import api from "./index.js";

export const { generate, check, TripleOrmError } = api;
