import { PICTURES } from "./pictures.ts";
import { HOUSE } from "./rules-house.ts";
import { OCCASIONS } from "./rules-occasions.ts";

/** `product_type` and the illustration of what a name says the thing is. */
export interface Kind {
  type: string;
  icon: string;
}

/** Words of a name (a regular expression's source), the shelf that they mean, and its usual illustration. */
export type ShelfRule = readonly [words: string, type: string, icon: string];

/**
 * First match wins, so what is narrow stands before what is wide: a Christmas card is for Christmas
 * before it is a card, a mug with a heart is a mug before it is a heart.
 */
const RULES = [...OCCASIONS, ...HOUSE];

const REST: Kind = { type: "Home > More for the Home", icon: "house" };

/** Whole words only, singular or plural: there is a pot in "retrospot" and a tin in "sitting". */
const wholeWords = (words: string) => new RegExp(`\\b(?:${words})(?:E?S)?\\b`, "i");
const KINDS = RULES.map(([words, type, icon]) => ({ pattern: wholeWords(words), type, icon }));
const DRAWN = PICTURES.map(([words, icon]) => ({ pattern: wholeWords(words), icon }));

/** What a product is, by the words of its name. */
export function kindOf(name: string): Kind {
  const { type, icon } = KINDS.find(({ pattern }) => pattern.test(name)) ?? REST;
  return { type, icon: DRAWN.find(({ pattern }) => pattern.test(name))?.icon ?? icon };
}
