export { type Changes, changesBetween } from "./changes.ts";
export { dayToNote, endingAt, forgotten, isGood, type KeyRow, nameOf } from "./key-row.ts";
export { mayRedeem, type User, type UserSession } from "./user.ts";
