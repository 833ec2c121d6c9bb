export * from "./order-reports.ts";
