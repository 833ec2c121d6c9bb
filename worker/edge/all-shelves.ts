import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { shelfStub, shopStub } from "./stubs.ts";

/**
 * Does the same with every shard that a shop's shelf has or once had: a shelf on another number of shards
 * is another shelf, and the one before stays as it was.
 */
export async function onAllShelves<T>(
  env: Env,
  shop: string,
  act: (shelf: ReturnType<typeof shelfStub>) => Promise<T>,
): Promise<T[]> {
  const shelves = await callObject(() => shopStub(env, shop).shelves());
  const all = shelves.flatMap((shards) =>
    Array.from({ length: shards }, (_, shard) => ({ shard, shards })),
  );
  return Promise.all(
    all.map(({ shard, shards }) => callObject(() => act(shelfStub(env, shop, shard, shards)))),
  );
}
