export { type Described, type Resembling, resembling } from "./resembling.ts";
export { TextSpace, type TextVector, cosine } from "./text-space.ts";
export { tokensOf } from "./tokens.ts";
