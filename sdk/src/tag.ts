import { init } from "./init.ts";
import { guard } from "./lib/guard.ts";

guard(() => {
  const script = document.currentScript as HTMLScriptElement;
  const { key = "", endpoint = "/" } = script.dataset;
  // Of the script's own address, so that the page's `<base>` has no say.
  const { href } = new URL(endpoint, script.src);
  init({ ...script.dataset, key, endpoint: href.replace(/\/$/, "") });
})();
