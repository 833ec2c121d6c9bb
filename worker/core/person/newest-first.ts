/** Puts `item` at the front of `list`, takes its older copy out and keeps at most `cap`. */
export function putFirst<T>(list: T[], item: T, same: (other: T) => boolean, cap: number): void {
  const at = list.findIndex(same);
  if (at >= 0) list.splice(at, 1);
  list.unshift(item);
  if (list.length > cap) list.length = cap;
}

/** Puts `entry` where it belongs in a list that is newest first, before what is as old. */
export function putByTime<T extends { last: number }>(list: T[], entry: T): void {
  const place = list.findIndex(({ last }) => last <= entry.last);
  list.splice(place < 0 ? list.length : place, 0, entry);
}
