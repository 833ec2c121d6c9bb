export { init } from "./init.ts";
export type * from "./types.ts";
