const formats = new Map<string, Intl.DateTimeFormat>();

/** Hour (0–23) and weekday on a shop's wall clock at `time` (epoch ms); `zone` is an IANA name. */
export function localTime(time: number, zone: string): { hour: number; weekend: boolean } {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hour: "2-digit",
      hourCycle: "h23",
      weekday: "short",
    });
    formats.set(zone, format);
  }
  const parts = format.formatToParts(time);
  const part = (type: string) => parts.find((known) => known.type === type)?.value ?? "";
  return { hour: Number(part("hour")), weekend: ["Sat", "Sun"].includes(part("weekday")) };
}
