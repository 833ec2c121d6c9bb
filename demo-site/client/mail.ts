import type { BlockReply } from "../../worker/wire/block.ts";
import { need } from "./dom.ts";

/** The block is 3 × 2 square pictures; the style sheet keeps its frame's room in that shape. */
const BLOCK = { scenario: "home", count: 6, width: 600 } as const;

/** Shows the block of a mail in a frame that, like a mail client, runs no script. */
export async function mail(): Promise<void> {
  const frame = need<HTMLIFrameElement>("[data-mail]");
  const block = await askBlock().catch(() => null);
  frame.hidden = block === null;
  need("[data-mail-missing]").hidden = block !== null;
  if (block !== null) frame.srcdoc = `<body style="margin:0">${block.html}</body>`;
}

/** What a shop's server does before it sends a mail. `sk_demo` is secret to nobody. */
async function askBlock(): Promise<BlockReply | null> {
  const response = await fetch("/v1/blocks", {
    method: "POST",
    headers: { authorization: "Bearer sk_demo", "content-type": "application/json" },
    body: JSON.stringify({ ...BLOCK, visitor: visitorId() }),
  });
  return response.ok ? response.json() : null;
}

/** The id that the tag keeps in this browser: a shop learns it when somebody signs up for its mails. */
function visitorId(): string | null {
  const stored = localStorage.getItem("okaeri");
  return stored === null ? null : (JSON.parse(stored) as { visitor: string }).visitor;
}
