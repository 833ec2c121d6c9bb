import { useEffect, useState } from "preact/hooks";
import type { ItemsFound } from "../../wire/catalogue-item.ts";
import { api } from "./api.ts";

/** Ids in one address. */
const MOST = 100;

const known = new Map<string, string>();

/** What items are called; an item that the catalogue lacks goes by its id. */
export function useTitles(ids: readonly string[]): (id: string) => string {
  const [, setRound] = useState(0);
  const missing = [...new Set(ids)].filter((id) => !known.has(id)).slice(0, MOST);
  const asked = new URLSearchParams(missing.map((id) => ["id", id])).toString();
  useEffect(() => {
    if (asked === "") return;
    void api<ItemsFound>("GET", `/v1/items?${asked}`).then(({ items }) => {
      for (const id of missing) known.set(id, id);
      for (const { id, title } of items) known.set(id, title);
      setRound((before) => before + 1);
    }, noNames);
  }, [asked]);
  return (id) => known.get(id) ?? id;
}

/** Names are an extra: without them ids stand in their place. */
const noNames = (): void => undefined;
