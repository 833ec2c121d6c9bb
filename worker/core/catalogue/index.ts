export * from "./card.ts";
export * from "./learnt.ts";
export * from "./money.ts";
export * from "./price-drop.ts";
