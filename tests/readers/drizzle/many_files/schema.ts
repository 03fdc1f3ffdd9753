export * from "./tables/users.js";
export * from "~/tables/posts";
