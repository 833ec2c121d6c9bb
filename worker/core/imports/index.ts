export * from "./feed.ts";
export * from "./job.ts";
