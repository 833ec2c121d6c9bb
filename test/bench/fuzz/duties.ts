const FAILED = /^okaeri_(?:duties_failed_total|messages_total\{.*outcome="(?:failed|dead)").*/gm;

/** Alarms that failed and messages that were not taken, as `GET /metrics` counts them. */
export async function failedDuties(origin: string): Promise<string[]> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return text.match(FAILED) ?? [];
}
