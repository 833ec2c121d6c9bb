/**
 * The platform refuses values over 2 MB and local workerd does not, so a value that grows past this
 * fails here first, where a test can see it.
 */
export const MAX_VALUE_BYTES = 1_500_000;

/** The value itself, or a RangeError that names it when it is too large to store. */
export function checkedSize<T extends string | ArrayBuffer>(name: string, value: T): T {
  const size = typeof value === "string" ? bytesOf(value) : value.byteLength;
  if (size > MAX_VALUE_BYTES)
    throw new RangeError(
      `${name} is ${size} bytes, more than the ${MAX_VALUE_BYTES} that are stored`,
    );
  return value;
}

/** Bytes as UTF-8; a UTF-16 unit takes at most three, so that most texts need not be counted. */
const bytesOf = (text: string): number =>
  text.length * 3 <= MAX_VALUE_BYTES ? text.length : new TextEncoder().encode(text).byteLength;
