// Makes, suspends, reopens and closes shops of a deployment that runs; see docs/keys.md.
import { adminToken } from "../worker/edge/admin-token.ts";

const STATUS = { suspend: "suspended", reopen: "active", close: "closed" };
const USAGE = `usage: OKAERI_SECRET=… npm run shop -- <what> <shop>
  create    makes the shop and its test shop, and prints the keys of both, which are not kept
  suspend   its keys open nothing until it is reopened
  reopen
  close     its keys open nothing any more, and a day later all that it holds is deleted
OKAERI_ORIGIN says where the deployment is, http://localhost:8787 if not told otherwise.`;

const secret = process.env.OKAERI_SECRET;
const origin = process.env.OKAERI_ORIGIN ?? "http://localhost:8787";
const [what, shop] = process.argv.slice(2);
if (!secret || !shop || !(what === "create" || what in STATUS)) {
  console.error(USAGE);
  process.exit(2);
}

const ask = async (method, path, body) => {
  const headers = { authorization: `Bearer ${await adminToken(secret, Date.now())}` };
  const request = { method, headers, body: JSON.stringify(body) };
  const answer = await fetch(origin + path, request);
  const said = await answer.json();
  if (answer.ok) return said;
  console.error(`${said.title}: ${said.detail}`);
  process.exit(1);
};

if (what === "create")
  for (const name of shop.endsWith("-test") ? [shop] : [shop, `${shop}-test`]) {
    const { pk, sk } = await ask("POST", "/v1/shops", { shop: name });
    console.log(`${name}\n  ${pk}\n  ${sk}`);
  }
else {
  const { status } = await ask("PUT", `/v1/shops/${shop}`, { status: STATUS[what] });
  console.log(`${shop} is ${status}`);
}
