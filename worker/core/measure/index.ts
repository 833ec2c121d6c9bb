export * from "./bridges-report.ts";
export * from "./day-sums.ts";
export * from "./sections-report.ts";
export { type Addend, dayOf, merged, type Sum } from "./sum.ts";
export * from "./visit-fact.ts";
export * from "./visits-report.ts";
