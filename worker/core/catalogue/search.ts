import type { Card } from "./card.ts";

/** Words of a query that are looked for; what follows is too much to ask at once. */
const MAX_WORDS = 8;

/** Text in the form in which words are compared: full-width letters as plain ones, all lower case. */
const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The words of a query, each once. */
export const wordsOf = (query: string): string[] =>
  [...new Set(plain(query).match(/[\p{L}\p{M}\p{N}]+/gu))].slice(0, MAX_WORDS);

/** Whether an item's text as it is stored may hold all words: quick, and never wrong about a no. */
export function mayHold(stored: string, words: readonly string[]): boolean {
  const text = plain(stored);
  return words.every((word) => text.includes(word));
}

/**
 * How well an item answers a query, or 0 when a word is nowhere in its title, brand, category and id.
 * The title counts most, and there a word that begins with it; of equals what is in stock is first.
 */
export function relevance(card: Card, words: readonly string[]): number {
  const title = ` ${plain(card.title).replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")}`;
  const rest = plain(`${card.brand ?? ""} ${card.product_type} ${card.id}`);
  let score = card.availability === "out_of_stock" ? 0.5 : 1;
  for (const word of words) {
    if (title.includes(` ${word}`)) score += 3;
    else if (title.includes(word)) score += 2;
    else if (rest.includes(word)) score += 1;
    else return 0;
  }
  return score;
}
