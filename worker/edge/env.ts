import type { Catalogue } from "../objects/catalogue.ts";
import type { Courier } from "../objects/courier.ts";
import type { Directory } from "../objects/directory.ts";
import type { Exporter } from "../objects/exporter.ts";
import type { Import } from "../objects/import.ts";
import type { Learner } from "../objects/learner.ts";
import type { Ledger } from "../objects/ledger.ts";
import type { Person } from "../objects/person.ts";
import type { Privacy } from "../objects/privacy.ts";
import type { Shelf } from "../objects/shelf.ts";
import type { Shop } from "../objects/shop.ts";

/** The bindings of `wrangler.toml` and `workerd.capnp`. */
export interface Env {
  PERSON: DurableObjectNamespace<Person>;
  SHOP: DurableObjectNamespace<Shop>;
  CATALOGUE: DurableObjectNamespace<Catalogue>;
  IMPORT: DurableObjectNamespace<Import>;
  SHELF: DurableObjectNamespace<Shelf>;
  LEARNER: DurableObjectNamespace<Learner>;
  LEDGER: DurableObjectNamespace<Ledger>;
  DIRECTORY: DurableObjectNamespace<Directory>;
  COURIER: DurableObjectNamespace<Courier>;
  PRIVACY: DurableObjectNamespace<Privacy>;
  EXPORTER: DurableObjectNamespace<Exporter>;
  /** Where continuous exports go: a bucket on Cloudflare … */
  EXPORT?: R2Bucket;
  /** … and on plain workerd the disk that the objects are on. */
  EXPORT_DISK?: Fetcher;
  /** The tag and the demo shop: Cloudflare's assets, or a disk service of workerd. */
  ASSETS: Fetcher;
  /** `1` accepts `pk_demo` and `sk_demo`. Local only. */
  OKAERI_DEMO_KEYS?: string;
  /** `1` accepts `PUT /v1/clock`. Local only. */
  OKAERI_TEST_CLOCK?: string;
  /** `eu` keeps all objects in the European Union. On Cloudflare only. */
  OKAERI_JURISDICTION?: string;
  /** Makes and checks the MAC of keys. */
  OKAERI_SECRET?: string;
  /** `requests` logs a line for each of them; errors are always logged. */
  OKAERI_LOG?: string;
  /** Opens `GET /metrics`; without it there is none. */
  OKAERI_METRICS_TOKEN?: string;
}
