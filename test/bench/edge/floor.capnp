# The bare floor beside the Worker: the same options, one object, nothing else.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "floor", worker = .floor),
    (name = "data", disk = (path = "data", writable = true)),
    (name = "public", disk = (path = ".")),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8788", http = (), service = "floor")],
);

const floor :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "dist/worker.js")],
  compatibilityDate = "2026-10-01",
  bindings = [(name = "ROW", durableObjectNamespace = "Row")],
  durableObjectNamespaces = [(className = "Row", uniqueKey = "floor-row", enableSql = true)],
  durableObjectStorage = (localDisk = "data"),
);
