export { book } from "./book.ts";
export * from "./fact.ts";
export type { Holding } from "./holding.ts";
export * from "./orders-report.ts";
export * from "./sums.ts";
export { statusOf, tellOrder } from "./tell-order.ts";
