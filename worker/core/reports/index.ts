export * from "./order-reports.ts";
export * from "./segments.ts";
