export { admit, type Admitted } from "./admit.ts";
export { batchFromDialect } from "./dialects/index.ts";
export { fromDialect } from "./dialect.ts";
export { type ElementsRead, readElements } from "./elements.ts";
export type { Product, Rating } from "./product.ts";
export { type MarkedPage, type Markup, type Subject, subjectOf } from "./subject.ts";
