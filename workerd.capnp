# The one serving path, also the production self-host: `npm run serve`.
# PORT and OKAERI_DATA arrive as --socket-addr and --directory-path (scripts/serve.mjs).
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "okaeri", worker = .okaeri),
    (name = "data", disk = (path = ".okaeri/data", writable = true)),
    (name = "public", disk = (path = "dist/public")),
    # What a shop's word makes the Worker fetch never reaches a private address, whatever names resolve to.
    (name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "okaeri")],
);

const okaeri :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "dist/worker.js")],
  compatibilityDate = "2026-10-01",
  bindings = [
    (name = "ASSETS", service = "public"),
    (name = "OKAERI_DEMO_KEYS", fromEnvironment = "OKAERI_DEMO_KEYS"),
    (name = "OKAERI_TEST_CLOCK", fromEnvironment = "OKAERI_TEST_CLOCK"),
    (name = "OKAERI_SECRET", fromEnvironment = "OKAERI_SECRET"),
    (name = "OKAERI_METRICS_TOKEN", fromEnvironment = "OKAERI_METRICS_TOKEN"),
    (name = "OKAERI_LOG", fromEnvironment = "OKAERI_LOG"),
    (name = "PERSON", durableObjectNamespace = "Person"),
    (name = "SHOP", durableObjectNamespace = "Shop"),
    (name = "CATALOGUE", durableObjectNamespace = "Catalogue"),
    (name = "IMPORT", durableObjectNamespace = "Import"),
    (name = "SHELF", durableObjectNamespace = "Shelf"),
    (name = "LEARNER", durableObjectNamespace = "Learner"),
    (name = "LEDGER", durableObjectNamespace = "Ledger"),
    (name = "DIRECTORY", durableObjectNamespace = "Directory"),
    (name = "COURIER", durableObjectNamespace = "Courier"),
    (name = "PRIVACY", durableObjectNamespace = "Privacy"),
    (name = "EXPORTER", durableObjectNamespace = "Exporter"),
    # Continuous exports lie beside the objects, so that one backup has both.
    (name = "EXPORT_DISK", service = "data"),
  ],
  durableObjectNamespaces = [
    (className = "Person", uniqueKey = "okaeri-person", enableSql = true),
    (className = "Shop", uniqueKey = "okaeri-shop", enableSql = true),
    (className = "Catalogue", uniqueKey = "okaeri-catalogue", enableSql = true),
    (className = "Import", uniqueKey = "okaeri-import", enableSql = true),
    (className = "Shelf", uniqueKey = "okaeri-shelf", enableSql = true),
    (className = "Learner", uniqueKey = "okaeri-learner", enableSql = true),
    (className = "Ledger", uniqueKey = "okaeri-ledger", enableSql = true),
    (className = "Directory", uniqueKey = "okaeri-directory", enableSql = true),
    (className = "Courier", uniqueKey = "okaeri-courier", enableSql = true),
    (className = "Privacy", uniqueKey = "okaeri-privacy", enableSql = true),
    (className = "Exporter", uniqueKey = "okaeri-exporter", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "data"),
);
