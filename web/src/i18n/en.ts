import { access } from "../features/access/texts.en.ts";
import { card } from "../features/customers/card/texts.en.ts";
import { ledger } from "../features/customers/ledger/texts.en.ts";
import { complaints } from "../features/complaints/texts.en.ts";
import { customers } from "../features/customers/texts.en.ts";
import { interactions } from "../features/interactions/texts.en.ts";
import { orders } from "../features/orders/texts.en.ts";
import { photographs } from "../features/complaints/photographs/texts.en.ts";
import { components } from "../components/texts.en.ts";
import { shell } from "../shell/texts.en.ts";
import type { SameKeys } from "./same-keys.ts";
import type { zh } from "./zh.ts";

/** The English texts of the console. The compiler holds them to the Chinese keys. */
export const en: SameKeys<typeof zh> = {
  access,
  card,
  complaints,
  components,
  customers,
  interactions,
  ledger,
  orders,
  photographs,
  shell,
};
