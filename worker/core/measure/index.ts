export * from "./day-sums.ts";
export * from "./visit-fact.ts";
export * from "./visits-report.ts";
