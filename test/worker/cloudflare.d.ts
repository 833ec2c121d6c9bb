import type { Env as WorkerEnv } from "../../worker/edge/env.ts";

declare global {
  namespace Cloudflare {
    /** Types `exports` and `env` of `cloudflare:workers` in tests. */
    interface GlobalProps {
      mainModule: typeof import("../../worker/index.ts");
    }
    interface Env extends WorkerEnv {}
  }
}
