import { guard } from "./hooks.ts";

const KEY = "okaeri";

/** What could not be written to localStorage: private mode, a sandboxed frame, a full quota. */
let memory: string | undefined;

/** Reads the one value that the tag keeps in localStorage, shared by all tabs. */
export const readStored = guard(() => JSON.parse(memory ?? localStorage[KEY] ?? null));

export const writeStored = guard((value: unknown) => {
  memory = JSON.stringify(value);
  localStorage[KEY] = memory;
  memory = undefined;
});

export const clearStored = guard(() => {
  memory = undefined;
  delete localStorage[KEY];
});
