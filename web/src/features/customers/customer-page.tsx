import type { ReactNode } from "react";
import { useParams } from "react-router";
import { CustomerCard } from "./card/customer-card.tsx";

/** The card with the page to itself: the address to send to a colleague. */
export function CustomerPage(): ReactNode {
  const { number = "" } = useParams();
  return <CustomerCard key={number} number={number} page />;
}
