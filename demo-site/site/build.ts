import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { imagePath } from "../catalogue.ts";
import { illustration } from "./illustration.ts";
import { cartPage, searchPage } from "./pages/basket.ts";
import { categoryPages } from "./pages/category.ts";
import { checkoutPage, thanksPage } from "./pages/checkout.ts";
import { homePage } from "./pages/home.ts";
import { infoPages, notFoundPage } from "./pages/info.ts";
import { mailPage } from "./pages/mail.ts";
import { productPage } from "./pages/product.ts";
import { documentOf, logo, type Page } from "./shell.ts";
import { openShop, toCard } from "./shop.ts";

/** Files written at a time: enough to keep the disk busy, few enough for any descriptor limit. */
const WRITES_AT_ONCE = 64;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Writes the whole shop as static files into `outDir`, whose former `p`, `c` and `images` go away. */
export async function buildDemo(outDir: string | URL): Promise<void> {
  const out = outDir instanceof URL ? fileURLToPath(outDir) : outDir;
  const shop = openShop();
  const pages = [
    homePage(shop),
    ...categoryPages(shop),
    ...shop.ranked.map((product) => productPage(shop, product)),
    cartPage(shop),
    searchPage(shop),
    checkoutPage(),
    thanksPage(shop),
    mailPage(),
    ...infoPages(),
    notFoundPage(),
  ];
  for (const folder of ["p", "c", "images"]) {
    await rm(join(out, folder), { recursive: true, force: true });
  }
  await writeAll(out, [
    ...pages.map((page): File => [fileOf(page), documentOf(page)]),
    ...shop.ranked.map((product): File => [imagePath(product.id), illustration(product)]),
    ["search.json", JSON.stringify(shop.ranked.map(toCard))],
    ["assets/icon.svg", favicon()],
  ]);
  await build({
    entryPoints: [
      { in: here("../client/main.ts"), out: "shop" },
      { in: here("../styles/shop.css"), out: "shop" },
    ],
    outdir: join(out, "assets"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
}

type File = [path: string, text: string];

const fileOf = ({ path }: Page) => (path.endsWith("/") ? `${path}index.html` : path);

async function writeAll(out: string, files: readonly File[]): Promise<void> {
  for (let from = 0; from < files.length; from += WRITES_AT_ONCE) {
    await Promise.all(
      files.slice(from, from + WRITES_AT_ONCE).map(async ([path, text]) => {
        const file = join(out, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }),
    );
  }
}

const favicon = () =>
  logo.text
    .replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg" color="#20403a"')
    .replace('class="logo-flame"', 'fill="#d8743f"');
