export { book } from "./book.ts";
export * from "./fact.ts";
export * from "./orders-report.ts";
export * from "./sums.ts";
export { statusOf, tellOrder } from "./tell-order.ts";
