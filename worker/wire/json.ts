/** Fields that `String(value)` and `value >= 1` call: JSON cannot make a function of them. */
const CONVERSIONS = ["toString", "valueOf"];

/**
 * JSON from outside. A field named `toString` or `valueOf` is left out, at any depth: whatever turns an
 * object that has one to a text or a number throws a `TypeError`, which a validator does as well (zod 4.6
 * compares `length` of what is no string with the longest that it may be).
 *
 * @throws {SyntaxError} when it is no JSON
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const mayHave = text.includes("\\u") || CONVERSIONS.some((name) => text.includes(name));
  if (mayHave) dropConversions(value);
  return value;
}

/** Not by recursion: a megabyte of brackets is deeper than any stack. */
function dropConversions(root: unknown): void {
  const left = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== "object" || value === null) continue;
    if (!Array.isArray(value))
      for (const name of CONVERSIONS)
        if (Object.hasOwn(value, name)) Reflect.deleteProperty(value, name);
    for (const part of Object.values(value)) left.push(part);
  }
}
