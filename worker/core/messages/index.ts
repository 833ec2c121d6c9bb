export type { Announcement } from "./announcement.ts";
export * from "./message.ts";
