import type { Asked } from "./requests.ts";
import type { Answer } from "./send.ts";

/** What is wrong with an answer, in a word; null when nothing is. */
export function faultOf(answer: Answer | null, otherShop: string): string | null {
  if (answer === null) return null;
  const { status, headers, body } = answer;
  if (status === -1) return "hang";
  if (status === 0) return "no answer";
  if (status >= 500) return `status ${status}`;
  if (body.includes(otherShop) || JSON.stringify(headers).includes(otherShop))
    return "bytes of the other shop";
  return null;
}

/** A request as somebody can send it again. */
export function printed({ method, path, headers, body }: Asked): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const content = body === null ? "" : bytesOf(body);
  return [`${method} ${path}`, ...lines, "", content].join("\n");
}

/** As text where it is text, else in base64. */
function bytesOf(body: Buffer): string {
  const text = body.toString("utf8");
  return Buffer.from(text).equals(body) ? text : `base64: ${body.toString("base64")}`;
}
