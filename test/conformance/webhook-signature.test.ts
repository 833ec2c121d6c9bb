import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { newWebhookSecret, webhookSignature } from "../../worker/edge/webhook-secret.ts";

describe("the signature of a webhook", () => {
  it("is that of the example in the Standard Webhooks specification's own libraries", async () => {
    const signed = {
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestamp: 1614265330,
      body: '{"test": 2432232314}',
    };
    expect(await webhookSignature(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], signed)).toBe(
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    );
  });

  it("is good for the public verifier under each secret that signs, and under no other", async () => {
    const [now, old, other] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
    const timestamp = Math.floor(Date.now() / 1_000);
    const body = JSON.stringify({ text: "ein Täßchen ☕" });
    const headers = {
      "webhook-id": "msg_demo_1",
      "webhook-timestamp": `${timestamp}`,
      "webhook-signature": await webhookSignature([now, old], {
        id: "msg_demo_1",
        timestamp,
        body,
      }),
    };
    for (const secret of [now, old])
      expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(other).verify(body, headers)).toThrow();
    expect(() => new Webhook(now).verify(`${body} `, headers)).toThrow();
  });
});
