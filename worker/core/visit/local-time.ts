const QUARTER = 900_000;
/** Quarters of an hour that are known by heart; one is 60 bytes. */
const MAX_KNOWN = 2_000;

export interface LocalTime {
  /** 0–23. */
  hour: number;
  weekend: boolean;
}

interface Zone {
  format: Intl.DateTimeFormat;
  /** By quarters of an hour since the epoch: in no zone does an hour begin within one (since 1972). */
  known: Map<number, LocalTime>;
}

const zones = new Map<string, Zone>();

/** Hour and weekday on a shop's wall clock at `time` (epoch ms); `zone` is an IANA name. */
export function localTime(time: number, zone: string): LocalTime {
  const { format, known } = zoneOf(zone);
  const quarter = Math.floor(time / QUARTER);
  let told = known.get(quarter);
  if (told !== undefined) return told;
  const parts = format.formatToParts(time);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  told = { hour: Number(part("hour")), weekend: ["Sat", "Sun"].includes(part("weekday")) };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(quarter, told);
  return told;
}

function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    const format = new Intl.DateTimeFormat("en-GB", {
      timeZone: name,
      hour: "2-digit",
      hourCycle: "h23",
      weekday: "short",
    });
    zones.set(name, (zone = { format, known: new Map() }));
  }
  return zone;
}
