/** A small map of hashes to numbers as two parallel lists, newest last, so that it is JSON as it is. */
export interface Recent {
  keys: number[];
  values: number[];
}

export function newRecent(): Recent {
  return { keys: [], values: [] };
}

/** Sets `key` as the newest entry and forgets the oldest beyond `cap`. Returns the value before, or null. */
export function remember(recent: Recent, key: number, value: number, cap: number): number | null {
  const index = recent.keys.indexOf(key);
  const before = index < 0 ? null : recent.values[index]!;
  if (index >= 0) {
    recent.keys.splice(index, 1);
    recent.values.splice(index, 1);
  } else if (recent.keys.length >= cap) {
    recent.keys.shift();
    recent.values.shift();
  }
  recent.keys.push(key);
  recent.values.push(value);
  return before;
}
