import type { Traffic } from "../core/intent/index.ts";

/**
 * Kind of device by its user agent: coarse on purpose, since it is only a feature of the intent
 * model. Android tablets leave out "Mobile"; iPads of today call themselves Macs and count as such.
 */
export function deviceOf(userAgent: string): Traffic["device"] {
  if (/iPad|Tablet|PlayBook|Silk|Android(?!.*Mobile)/i.test(userAgent)) return "tablet";
  if (/Mobi|iPhone|iPod|Android/i.test(userAgent)) return "mobile";
  if (/Windows NT|Macintosh|X11|CrOS/.test(userAgent)) return "desktop";
  return "other";
}
