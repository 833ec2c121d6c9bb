import type { MeBody, MeReply } from "../../wire/me.ts";
import type { Problem } from "../../wire/problem.ts";

/** A link of the shop's carries a token behind `#`, which no server and no log sees. */
const token = location.hash.slice(1);
const shop = new URLSearchParams(location.search).get("shop");
const address = shop === null ? "/v1/me" : `/v1/me?shop=${encodeURIComponent(shop)}`;

/** What the shop knows, or why it does not tell. */
async function ask(method: string, body?: MeBody): Promise<MeReply> {
  const response = await fetch(address, {
    method,
    headers: {
      ...(token !== "" && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const reply: unknown = await response.json();
  if (response.ok) return reply as MeReply;
  const { title, detail } = reply as Problem;
  throw new Error(`${title}: ${detail}`);
}

export const read = (): Promise<MeReply> => ask("GET");
export const change = (body: MeBody): Promise<MeReply> => ask("PUT", body);
export const forget = (): Promise<MeReply> => ask("DELETE");
