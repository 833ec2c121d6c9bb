/** Runs of letters, marks and digits. */
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that are written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}ー]+/gu;

/**
 * The words of a text in any language, in lower case and one form (NFKC). Where words are not spaced,
 * each two neighbouring characters stand in for one.
 */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(WORDS)) {
    let end = 0;
    for (const match of run.matchAll(UNSPACED)) {
      if (match.index > end) tokens.push(run.slice(end, match.index));
      tokens.push(...bigrams(match[0]));
      end = match.index + match[0].length;
    }
    if (end < run.length) tokens.push(run.slice(end));
  }
  return tokens;
}

function bigrams(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, i) => characters[i]! + character);
}
