import { useEffect } from "react";
import { CATALOGUE, CURRENCY, itemOf, type Product } from "./catalogue.ts";
import { okaeri } from "./okaeri.ts";
import { PlainRecommendations, Recommendations } from "./recommendations.tsx";

export function CategoryPage({ category }: { category: string }) {
  const products = CATALOGUE.filter((product) => product.category === category);
  useEffect(() => {
    okaeri.track("view_item_list", {
      currency: CURRENCY,
      item_list_name: category,
      items: CATALOGUE.filter((product) => product.category === category).map(itemOf),
    });
  }, [category]);
  return (
    <main>
      <h1>{category}</h1>
      <ul>
        {products.map(({ id, title }) => (
          <li key={id}>
            <a href={`/p/${id}`}>{title}</a>
          </li>
        ))}
      </ul>
      <Recommendations
        slot="category-best"
        scenario="bestsellers"
        axis={`category:${category}`}
        heading={`Bestsellers of ${category}`}
      />
    </main>
  );
}

export function ProductPage({ product }: { product: Product }) {
  useEffect(() => {
    const items = [itemOf(product)];
    okaeri.track("view_item", { currency: CURRENCY, value: product.price, items });
  }, [product]);
  const add = () => {
    const items = [{ ...itemOf(product), quantity: 1 }];
    okaeri.track("add_to_cart", { currency: CURRENCY, value: product.price, items });
  };
  return (
    <main>
      <h1>{product.title}</h1>
      <p>£{product.price.toFixed(2)}</p>
      <button onClick={add}>Add to cart</button>
      <Recommendations slot="product-next" scenario="next_item" heading="Others looked at" />
      <h2>Where you have been</h2>
      <PlainRecommendations slot="product-recent" scenario="recently_viewed" count={4} />
    </main>
  );
}
