import { type Feature, choices, feature, open } from "./dimension.ts";
import type { Traffic } from "./traits.ts";

const CHANNEL = open("traffic", "channel", (channel) =>
  channel === "Direct" ? "Came directly" : `Came from ${channel}`,
);
const FIRST_CHANNEL = open("traffic", "first_channel", (channel) =>
  channel === "Direct" ? "Came directly the first time" : `First came from ${channel}`,
);
const DEVICE = choices("traffic", "device", {
  mobile: "On a phone",
  desktop: "On a computer",
  tablet: "On a tablet",
  other: "On an unknown device",
});
const WEEKEND = choices("traffic", "weekend", { yes: "At the weekend", no: "On a weekday" });

/** Parts of the shop's day, by their first hour. */
const PARTS_OF_DAY = [
  [0, "At night (0–5 h)"],
  [6, "In the morning (6–11 h)"],
  [12, "In the afternoon (12–17 h)"],
  [18, "In the evening (18–23 h)"],
] as const;
const HOUR = PARTS_OF_DAY.map(([from, words]) => feature("traffic", "hour", `${from}`, words));

/** Pushes how and when the visit came. The first channel counts only where it is another one. */
export function trafficFeatures(traffic: Traffic, into: Feature[]): void {
  into.push(
    CHANNEL(traffic.channel),
    DEVICE[traffic.device],
    HOUR[Math.min(3, Math.max(0, Math.floor(traffic.hour / 6) || 0))]!,
    WEEKEND[traffic.weekend ? "yes" : "no"],
  );
  if (traffic.firstChannel !== traffic.channel) into.push(FIRST_CHANNEL(traffic.firstChannel));
}

export const TRAFFIC_FEATURES: Feature[] = [
  ...Object.values(DEVICE),
  ...HOUR,
  ...Object.values(WEEKEND),
];
