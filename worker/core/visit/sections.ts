import { DEFAULT_SECTIONS } from "./lists/sections.ts";

/** Sections of pages by name, each with the words and phrases that announce it. */
export type Sections = Readonly<Record<string, readonly string[]>>;

/** Names the sections that texts of a page announce: headings, tabs, `data-section` names. */
export type SectionNamer = (texts: readonly string[]) => string[];

/** The default taxonomy with a shop's own: its names replace the same names, an empty list ends one. */
export const sectionsOfShop = (own: Sections): Sections =>
  Object.fromEntries(
    Object.entries({ ...DEFAULT_SECTIONS, ...own }).filter(([, phrases]) => phrases.length > 0),
  );

const namers = new WeakMap<Sections, SectionNamer>();

/** The namer of a shop's own sections; made once for each settings object that is read. */
export function sectionNamer(own: Sections): SectionNamer {
  const known = namers.get(own);
  if (known !== undefined) return known;
  const namer = makeNamer(sectionsOfShop(own));
  namers.set(own, namer);
  return namer;
}

/**
 * A text belongs to every section of which it holds a phrase as whole words, regardless of case,
 * width (NFKC) and punctuation, or whose name it is. Scripts without spaces between words match
 * anywhere. There is no pattern to compile: a Worker has milliseconds for a request.
 */
function makeNamer(sections: Sections): SectionNamer {
  const rules = Object.entries(sections).map(([name, phrases]) => ({
    name,
    needles: [`${EDGE}${wordsOf(name)}${EDGE}`, ...phrases.map(needleOf)],
  }));
  return (texts) => {
    const said = texts.flatMap((text) => [wordsOf(text), wordsOf(splitCamel(text))]);
    const hay = EDGE + said.join(EDGE) + EDGE;
    return rules
      .filter(({ needles }) => needles.some((needle) => hay.includes(needle)))
      .map(({ name }) => name);
  };
}

/** Stands before and after each text; no word holds it. */
const EDGE = " | ";

/** Scripts that put no spaces between words. */
export const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;

const needleOf = (phrase: string) =>
  UNSPACED.test(phrase) ? wordsOf(phrase) : ` ${wordsOf(phrase)} `;

/** A text as words of letters and digits, lower case, one space between them. */
export const wordsOf = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();

/** `sizeGuide`, as scripts name the parts of a page, in words. */
export const splitCamel = (text: string) => text.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ");
