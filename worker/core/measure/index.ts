export * from "./bridges-report.ts";
export * from "./day-sums.ts";
export * from "./off-policy.ts";
export * from "./recommendations-report.ts";
export * from "./sections-report.ts";
export { cellsOf } from "./slot-cells.ts";
export { type Addend, dayOf, merged, type Sum } from "./sum.ts";
export * from "./visit-fact.ts";
export * from "./visits-report.ts";
