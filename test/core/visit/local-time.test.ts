import fc from "fast-check";
import { expect, it } from "vitest";
import { localTime } from "../../../worker/core/visit/index.ts";

const ZONES = ["UTC", "Europe/London", "Asia/Tokyo", "Asia/Kathmandu", "America/St_Johns"];
const from = Date.UTC(2009, 0, 1);
const until = Date.UTC(2031, 0, 1);

it("is the hour and the kind of day on the shop's clock, however often it was asked before", () => {
  const moment = fc.record({
    time: fc.integer({ min: from, max: until }),
    zone: fc.constantFrom(...ZONES),
  });
  fc.assert(
    fc.property(moment, fc.nat(900_000), ({ time, zone }, later) => {
      localTime(time, zone);
      const asked = time + later;
      const said = new Date(asked).toLocaleString("en-GB", {
        timeZone: zone,
        hour: "2-digit",
        hourCycle: "h23",
        weekday: "short",
      });
      const { hour, weekend } = localTime(asked, zone);
      expect(hour).toBe(Number(/\d+/.exec(said)?.[0]));
      expect(weekend).toBe(/Sat|Sun/.test(said));
    }),
  );
});
