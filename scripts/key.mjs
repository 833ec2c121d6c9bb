// `OKAERI_SECRET=… npm run key -- <shop>` prints the two keys of a shop. They are good by their MAC
// alone, without a deployment that runs, until the shop takes them back; see docs/keys.md.
import { makeKey } from "../worker/edge/key-mac.ts";
import { ShopName } from "../worker/wire/shop.ts";

const secret = process.env.OKAERI_SECRET;
const shop = process.argv[2];
if (!secret || !ShopName.safeParse(shop).success) {
  console.error(
    "usage: OKAERI_SECRET=… npm run key -- <shop>, a shop being 1 to 32 of a–z and 0–9",
  );
  process.exit(2);
}
console.log(await makeKey(secret, "pk", shop));
console.log(await makeKey(secret, "sk", shop));
