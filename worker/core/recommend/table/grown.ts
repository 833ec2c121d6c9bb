type Numbers = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** The same numbers with room for at least `length` of them, and for as many again as there were. */
export function grown<T extends Numbers>(numbers: T, length: number): T {
  const Kind = numbers.constructor as new (length: number) => T;
  const larger = new Kind(Math.max(length, 2 * numbers.length));
  larger.set(numbers);
  return larger;
}
