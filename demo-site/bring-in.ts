import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { ImportReply } from "../worker/wire/import.ts";
import type { Send } from "./sender.ts";

const POLL_MS = 250;

/**
 * Imports a file of orders (CSV) and waits until it is in. A file that was imported before changes nothing.
 *
 * @param onProgress told the share of it that has been worked through, 0 to 1
 * @throws when the Worker cannot read it
 */
export async function bringIn(
  send: Send,
  csv: string,
  onProgress: (share: number) => void,
): Promise<ImportReply> {
  const { id } = (await send("POST", "/v1/imports?type=orders", gzipSync(csv))) as { id: string };
  for (;;) {
    const report = (await send("GET", `/v1/imports/${id}`)) as ImportReply;
    if (report.status === "failed") throw new Error(`past orders were not taken: ${report.error}`);
    onProgress(report.bytes === 0 ? 0 : report.bytes_read / report.bytes);
    if (report.status === "done") return report;
    await sleep(POLL_MS);
  }
}
