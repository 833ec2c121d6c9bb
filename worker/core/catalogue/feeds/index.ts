export { aliasesOf, collect, ITEMS, plainName, type Vocabulary } from "./attributes.ts";
export * from "./encoding.ts";
export * from "./feed.ts";
export { formatOf } from "./format.ts";
export * from "./item.ts";
export { readerOf } from "./reader.ts";
