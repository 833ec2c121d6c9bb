import type { Visit } from "./visit.ts";
import { guard } from "./hooks.ts";
import { NAME } from "./disk.ts";

/** What could not be written to localStorage: private mode, a sandboxed frame, a full quota. */
let memory: string | undefined;

/** Reads the one value that the tag keeps in localStorage, shared by all tabs. */
export const readStored = guard((): Visit | null =>
  JSON.parse(memory ?? localStorage[NAME] ?? null),
);

export const writeStored = guard((value: unknown) => {
  localStorage[NAME] = memory = JSON.stringify(value);
  memory = undefined;
});

export const clearStored = guard(() => {
  memory = undefined;
  delete localStorage[NAME];
});
