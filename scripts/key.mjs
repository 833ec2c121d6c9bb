// `OKAERI_SECRET=… npm run key -- <shop>` prints the two keys of a shop.
import { makeKey } from "./make-key.mjs";

const secret = process.env.OKAERI_SECRET;
const shop = process.argv[2];
if (!secret || !shop) {
  console.error("usage: OKAERI_SECRET=… npm run key -- <shop>");
  process.exit(2);
}
console.log(await makeKey(secret, "pk", shop));
console.log(await makeKey(secret, "sk", shop));
