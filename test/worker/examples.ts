import { messageId } from "../../worker/core/messages/index.ts";
import { adminToken } from "../../worker/edge/admin-token.ts";
import type { Example } from "../../worker/wire/api/index.ts";
import type { Reply } from "./api.ts";
import { type As, SECRET } from "./as.ts";
import { COURIER } from "./objects.ts";

/** What a test knows when it sends an example: the shop, and what was answered last, by operation. */
export interface Scene {
  name: string;
  root: string;
  pk: string;
  shop: As;
  last: Readonly<Record<string, Reply>>;
}

/** What is sent besides, or in place of, what the example says. */
type Sent = Pick<Example, "params" | "body"> & { headers?: Record<string, string> };

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const madeBy = (operation: string, { last }: Scene) => ({
  params: { id: last[operation]!.body.id as string },
});
const HERE = { "sec-fetch-site": "same-origin" };
const cookiesOf = ({ headers }: Reply) => ({
  ...HERE,
  cookie: headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; "),
});

/** Somebody is seen, and what follows from that within the next seconds has followed. */
async function seen({ shop }: Scene, visitor: string): Promise<void> {
  const view = { id: `view-${visitor}`, name: "page_view", page: { url: "http://localhost/" } };
  await shop.post("/v1/events", { visitor, events: [view] });
  await settled(shop);
}

const settled = (shop: As) =>
  shop.put("/v1/clock", { now: new Date(Date.now() + 10_000).toISOString() });

async function deliveryOf(scene: Scene): Promise<string> {
  const now = Date.now();
  const body = { type: "stage.changed", at: now, person: "c/c1", data: {} } as never;
  const message = { id: messageId(`${scene.name}/test`, 0, now), body };
  await COURIER.getByName(`${scene.name}/courier/g1/0`).take(scene.name, [message], now);
  await settled(scene.shop);
  const { body: log } = await scene.shop.get("/v1/deliveries");
  return log.deliveries.find(({ event }: { event: string | null }) => event !== null).id;
}

const deployment = async (): Promise<Sent> => ({
  headers: bearer(await adminToken(SECRET, Date.now())),
});
const ofVisitor = ({ last }: Scene): Sent => ({ headers: cookiesOf(last["seen"]!) });
const ofUser = ({ last }: Scene): Sent => ({ headers: cookiesOf(last["signIn"]!) });
const ofMail = ({ last }: Scene): Sent => ({
  params: { token: last["unsubscribeLink"]!.body.url.split("/").at(-1) },
});

/** What examples need that only the Worker can tell, by operation. */
export const SET_UP: Readonly<Record<string, (scene: Scene) => Sent | Promise<Sent>>> = {
  getImport: (scene) => madeBy("importFile", scene),
  rejectedLines: (scene) => madeBy("importFile", scene),
  mergePeople: async (scene) => {
    await seen(scene, "joined-visitor");
    return {};
  },
  unmergePeople: async (scene) => {
    await settled(scene.shop);
    return {};
  },
  putWebhook: (scene) => madeBy("makeWebhook", scene),
  rotateWebhookSecret: (scene) => madeBy("makeWebhook", scene),
  testWebhook: (scene) => madeBy("makeWebhook", scene),
  replayWebhook: (scene) => madeBy("makeWebhook", scene),
  replayDelivery: async (scene) => ({ params: { id: await deliveryOf(scene) } }),
  deleteWebhook: (scene) => madeBy("makeWebhook", scene),
  erasePerson: async (scene) => {
    await seen(scene, "leaving-visitor");
    return {};
  },
  erasureProgress: (scene) => madeBy("erasePerson", scene),
  getMe: ofVisitor,
  putMe: ofVisitor,
  eraseMe: ofVisitor,
  askUnsubscribe: ofMail,
  unsubscribe: ofMail,
  makeShop: deployment,
  setShopStatus: deployment,
  rotateKey: (scene) => madeBy("makeKey", scene),
  revokeKey: (scene) => madeBy("rotateKey", scene),
  signIn: ({ root }) => ({ body: { key: root }, headers: HERE }),
  whoAmI: ofUser,
  signOut: ofUser,
};
