import { access } from "../features/access/texts.zh.ts";
import { card } from "../features/customers/card/texts.zh.ts";
import { ledger } from "../features/customers/ledger/texts.zh.ts";
import { complaints } from "../features/complaints/texts.zh.ts";
import { customers } from "../features/customers/texts.zh.ts";
import { interactions } from "../features/interactions/texts.zh.ts";
import { orders } from "../features/orders/texts.zh.ts";
import { photographs } from "../features/complaints/photographs/texts.zh.ts";
import { components } from "../components/texts.zh.ts";
import { shell } from "../shell/texts.zh.ts";

/** The Chinese texts of the console. Each slice keeps its own beside its pages; those in page-texts.ts come with their page. */
export const zh = {
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
