import { installed, launch } from "./browsers.ts";
import { SCENES } from "./consent/scenes.ts";
import { startConsentShop } from "./consent/shop.ts";
import { NAMES } from "./consent/stored.ts";
import { walk, type Finding } from "./consent/walk.ts";
import { table } from "./table.ts";

const row = ({ scene, step, kept, wrong }: Finding) => [
  scene,
  step,
  ...NAMES.map((name) => kept[name].join(", ") || "–"),
  wrong.length > 0 ? `✗ ${wrong.join(", ")}` : "✓",
];

/**
 * What a browser keeps for the shop, and whether an id was sent, as a visitor denies, grants and
 * revokes consent and asks to be forgotten; with the real Worker behind the page.
 */
export async function run(): Promise<boolean> {
  const shop = await startConsentShop();
  const lines: string[] = [];
  let right = true;
  try {
    for (const kind of installed()) {
      const browser = await launch(kind);
      try {
        console.log(`\nWhat is kept under each consent, in ${await browser.version()}`);
        const findings: Finding[] = [];
        for (const scene of SCENES) findings.push(...(await walk(browser, shop, scene)));
        console.log(table(["denied by", "step", ...NAMES, ""], findings.map(row)));
        const good = findings.filter(({ wrong }) => wrong.length === 0).length;
        lines.push(`consent_${kind} ${good}/${findings.length}`);
        if (good < findings.length) right = false;
      } finally {
        await browser.close();
      }
    }
  } finally {
    await shop.close();
  }
  console.log(`\n${lines.join("\n")}`);
  return right && lines.length > 0;
}
