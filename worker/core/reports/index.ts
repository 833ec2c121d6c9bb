export { journeyFactsOf } from "./journey.ts";
export * from "./order-reports.ts";
export * from "./segments.ts";
