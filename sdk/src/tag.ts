import type { Options } from "./types.ts";
import { init } from "./init.ts";
import { guard } from "./lib/hooks.ts";

guard(() => {
  const { dataset, src } = document.currentScript as HTMLScriptElement;
  // By the script's own address, so that the page's `<base>` has no say.
  const { href } = new URL(dataset.endpoint ?? "", src);
  init({ ...dataset, endpoint: href } as Options);
})();
