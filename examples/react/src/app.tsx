import { useState, useSyncExternalStore, type MouseEvent } from "react";
import { CATALOGUE } from "./catalogue.ts";
import { choose, hasChosen } from "./okaeri.ts";
import { CategoryPage, ProductPage } from "./pages.tsx";

function ConsentBanner() {
  const [isOpen, setOpen] = useState(!hasChosen);
  if (!isOpen) return null;
  const answer = (choice: "granted" | "denied") => () => {
    choose(choice);
    setOpen(false);
  };
  return (
    <aside>
      May we remember what you look at?
      <button onClick={answer("granted")}>Yes</button>
      <button onClick={answer("denied")}>No</button>
    </aside>
  );
}

function onMove(listener: () => void): () => void {
  addEventListener("popstate", listener);
  return () => removeEventListener("popstate", listener);
}

/** A link of the shop changes the address without loading a page; the tag sees the view by itself. */
function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest("a");
  if (!link || link.origin !== location.origin || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
}

export function App() {
  const path = useSyncExternalStore(onMove, () => decodeURIComponent(location.pathname));
  const [, kind, name] = path.split("/");
  const product = kind === "p" && CATALOGUE.find(({ id }) => id === name);
  return (
    <div onClick={follow}>
      <nav>
        <a href="/c/Home">Home</a> <a href="/c/Kitchen">Kitchen</a> <a href="/c/Party">Party</a>
      </nav>
      {/* Another product is another page, with questions of its own. */}
      {product ? (
        <ProductPage key={product.id} product={product} />
      ) : (
        <CategoryPage category={name || "Home"} />
      )}
      <ConsentBanner />
    </div>
  );
}
