export type { Announcement } from "./announcement.ts";
export * from "./message.ts";
export type { Passed } from "./passed.ts";
