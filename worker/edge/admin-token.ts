import { fromHex, keyMac, toHex } from "./key-mac.ts";

const LIFE_S = 300;
const TOKEN = /^admin_(\d{1,12})_([0-9a-f]{32})$/;

/**
 * What lets whoever holds the deployment's secret make and close shops: `admin_<exp>_<mac>`, good for
 * five minutes, so that one in a log opens nothing. `exp` is in seconds since 1970.
 *
 * @param now epoch ms
 */
export async function adminToken(secret: string, now: number): Promise<string> {
  const exp = Math.floor(now / 1_000) + LIFE_S;
  return `admin_${exp}_${toHex(await keyMac(secret, `admin ${exp}`))}`;
}

/** Whether a token was made with this secret and is still good at `now` (epoch ms). */
export async function isAdmin(secret: string, token: string, now: number): Promise<boolean> {
  const [, exp, mac] = TOKEN.exec(token) ?? [];
  if (!exp || !mac || Number(exp) * 1_000 <= now) return false;
  return crypto.subtle.timingSafeEqual(await keyMac(secret, `admin ${exp}`), fromHex(mac));
}
