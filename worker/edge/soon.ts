/**
 * A value that is at hand, or one that has to be read first. A request that has all at hand makes no
 * promise: each costs a turn, and a page's slots read a dozen things.
 */
export type Soon<T> = T | Promise<T>;

/** What `next` makes of a value, at once where it is at hand. */
export const whenRead = <T, U>(value: Soon<T>, next: (value: T) => Soon<U>): Soon<U> =>
  value instanceof Promise ? value.then(next) : next(value);

/** All of them, at once where all are at hand. */
export const together = <T extends readonly unknown[]>(values: {
  [K in keyof T]: Soon<T[K]>;
}): Soon<T> =>
  values.some((value) => value instanceof Promise)
    ? (Promise.all(values) as unknown as Promise<T>)
    : (values as unknown as T);
