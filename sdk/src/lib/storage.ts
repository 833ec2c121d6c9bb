import type { Visit } from "./visit.ts";
import { guard } from "./hooks.ts";
import { NAME } from "./disk.ts";

/** What could not be written to localStorage: private mode, a sandboxed frame, a full quota. */
let memory: string | undefined;
/** What was read last, and what it says: reading is for each event, and most find the same. */
let text: string | null | undefined;
let visit: Visit | null;

/** Reads the one value that the tag keeps in localStorage, shared by all tabs. */
export const readStored = guard((): Visit | null => {
  const now = memory ?? localStorage[NAME] ?? null;
  return (visit = now === text ? visit : JSON.parse((text = now)));
});

export const writeStored = guard((value: unknown) => {
  localStorage[NAME] = memory = JSON.stringify(value);
  memory = undefined;
});

export const clearStored = guard(() => {
  memory = undefined;
  delete localStorage[NAME];
});
