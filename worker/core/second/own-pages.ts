/** Words of pages that who buys sees because of it. */
const BUYING = new Set(
  (
    "account accounts order orders cart carts basket bag checkout checkouts purchase purchases login logout signin " +
    "signup register password profile invoice invoices mypage kasse warenkorb konto bestellung bestellungen " +
    "panier commande commandes compte carrito cuenta pedido pedidos carrello ordini"
  ).split(" "),
);
/** Words that go with them: `my-account`, `order-status`, `shopping_cart`. */
const BESIDE = new Set(
  (
    "my your customer user member shopping view show history status detail details track tracking confirmation " +
    "confirm received summary success complete completed thank you thanks onepage mein mon mi"
  ).split(" "),
);

/**
 * Whether a page is one of buying or of having bought (account, order, cart, checkout), by a part of its
 * path that says nothing else: `/account/orders`, `/order-history.html`, but not `/bag-charms`.
 */
export const isOwnPage = (path: string): boolean => path.toLowerCase().split("/").some(isOwnPart);

function isOwnPart(part: string): boolean {
  const words = part.replace(/\.[a-z]+$/, "").split(/[-_]/);
  return (
    words.some((word) => BUYING.has(word)) &&
    words.every((word) => BUYING.has(word) || BESIDE.has(word))
  );
}
