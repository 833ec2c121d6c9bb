import { fnv1a } from "../../intent/index.ts";
import { tokensOf } from "./tokens.ts";

/** A text as a sparse vector of length 1: hashed tokens, ascending, and their weights. */
export interface TextVector {
  tokens: Uint32Array;
  weights: Float64Array;
}

/**
 * Texts as tf-idf vectors: a token that comes `n` times in a text, and in `df` of `N` texts, weighs
 * `(1 + ln n) · (1 + ln((1 + N)/(1 + df)))`. Tokens are kept as 32-bit hashes.
 */
export class TextSpace {
  readonly #texts: number;
  /** By token: how many texts hold it. */
  readonly #holding = new Map<number, number>();

  /** @param texts what is to be told apart: a token that all of them hold says little */
  constructor(texts: readonly string[]) {
    this.#texts = texts.length;
    for (const text of texts) {
      for (const token of counted(text).keys())
        this.#holding.set(token, (this.#holding.get(token) ?? 0) + 1);
    }
  }

  /** A text of these or another. A text without a word is the empty vector. */
  vector(text: string): TextVector {
    const counts = counted(text);
    const tokens = Uint32Array.from(counts.keys()).sort();
    const weights = Float64Array.from(tokens, (token) => {
      const rarity = Math.log((1 + this.#texts) / (1 + (this.#holding.get(token) ?? 0))) + 1;
      return (1 + Math.log(counts.get(token)!)) * rarity;
    });
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight ** 2, 0));
    return { tokens, weights: weights.map((weight) => weight / length) };
  }
}

/** Cosine of two vectors, 0 … 1. */
export function cosine(a: TextVector, b: TextVector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.tokens.length && j < b.tokens.length;) {
    const difference = a.tokens[i]! - b.tokens[j]!;
    if (difference === 0) sum += a.weights[i++]! * b.weights[j++]!;
    else if (difference < 0) i += 1;
    else j += 1;
  }
  return sum;
}

function counted(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of tokensOf(text)) {
    const token = fnv1a(word);
    counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return counts;
}
