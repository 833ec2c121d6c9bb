import { plainText } from "../catalogue/index.ts";
import { firstOf, isNode, valuesOf } from "./values.ts";

/** Text of a property's value that may be a thing with a name: `"Acme"`, `{"name": "Acme"}`. */
export const nameOf = (value: unknown): string | null =>
  isNode(value) ? firstOf(valuesOf(value, "name", "title"), plainText) : plainText(value);

/** Texts that are compared: case, accents' forms and punctuation apart. */
export const comparable = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
