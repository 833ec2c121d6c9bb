import { setTimeout as sleep } from "node:timers/promises";
import type { ModelCard } from "../worker/core/intent/index.ts";
import type { Send } from "./sender.ts";

const POLL_MS = 500;
/** Rather than not at all, the demo starts with less learnt. */
const LONGEST_MS = 180_000;
/** An ended visit teaches what came of itself, and of the week after it. */
const LESSONS_A_VISIT = 2;

/**
 * Waits until the intent model has learnt from so many visits whose weeks are over.
 *
 * @param onProgress told the share of them, 0 to 1
 */
export async function untilLearnt(
  send: Send,
  visits: number,
  onProgress: (share: number) => void,
): Promise<void> {
  const wanted = LESSONS_A_VISIT * visits;
  for (let waited = 0; waited < LONGEST_MS; waited += POLL_MS) {
    const { data } = (await send("GET", "/v1/models/intent")) as ModelCard;
    onProgress(Math.min(1, data.lessons / wanted));
    if (data.lessons >= wanted) return;
    await sleep(POLL_MS);
  }
}
