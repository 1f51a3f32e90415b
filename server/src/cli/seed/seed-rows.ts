import {
  blindIndexesOf,
  sealPersonal,
  type CustomerPersonal,
} from "../../modules/customers/customer-personal.ts";
import { DEFAULT_RULE, percentKnown, weighedFields } from "../../modules/customers/completeness.ts";
import { basicSectionOf, dueOn } from "../../modules/customers/freshness.ts";
import { namesOf } from "../../modules/customers/commands/keep-up.ts";
import { CustomerTier } from "../../modules/customers/customer-words.types.ts";
import { SHOP_CUSTOMER_ID } from "../../modules/customers/external-ref.entity.ts";
import { searchTermsOf } from "../../modules/customers/search-terms.ts";
import { TimelineKind } from "../../modules/customers/timeline-entry.entity.ts";
import { CHANNELS } from "../../modules/imports/demo/demo-rows.ts";
import type { Dice } from "../../modules/imports/demo/demo-people.ts";
import type { Cipher } from "../../platform/crypto.ts";
import { humanNumber, type CopyRows } from "./copy-rows.ts";
import { addComplaint, countOpen } from "./seed-complaint-rows.ts";
import { dayOf, HOUR, startOfDay } from "./seed-calendar.ts";
import type { SeedCustomer, SeedOrder } from "./seed-customer.ts";
import { Chooser, diceFor, Purpose } from "./seed-dice.ts";
import { idText, SeedIds, type SeedId } from "./seed-ids.ts";
import { tellerFor, type Teller } from "./seed-teller.ts";

/** What the rows of one run have in common. */
export interface SeedSurroundings {
  readonly seed: number;
  readonly cipher: Cipher;
  /** Ids of the channels by their Chinese name, of the member levels from the lowest up. */
  readonly channels: Readonly<Record<string, string>>;
  readonly memberLevels: readonly string[];
  readonly firstComplaint: number;
  /** The number that the customer's first order gets. */
  readonly orderNumber: (customer: SeedCustomer) => number;
  /** The business's year that a moment falls in. */
  readonly yearOf: (moment: number) => string;
}

/** Adds rows for one customer and everything that hangs on it. */
export class CustomerRows {
  readonly #rows: CopyRows;
  readonly surroundings: SeedSurroundings;

  constructor(rows: CopyRows, surroundings: SeedSurroundings) {
    this.#rows = rows;
    this.surroundings = surroundings;
  }

  add(customer: SeedCustomer): void {
    const ids = new SeedIds(this.surroundings.seed, customer.number);
    const id = ids.next(customer.createdAt);
    this.#addArchive(customer, id, ids);
    const orderIds = new Map<SeedOrder, SeedId>();
    let number = this.surroundings.orderNumber(customer);
    for (const order of customer.orders) {
      orderIds.set(order, this.#addOrder(order, number, id, ids));
      number += 1;
    }
    for (const complaint of customer.complaints) {
      const orderId = complaint.order ? (orderIds.get(complaint.order) ?? null) : null;
      addComplaint(this.#tell(ids, id), this.#rows, complaint, {
        number: this.surroundings.firstComplaint + complaint.place,
        year: this.surroundings.yearOf(complaint.filedAt),
        orderId,
      });
    }
    for (const note of customer.notes) {
      const noteId = ids.next(note.at);
      this.#rows.add("note", noteId, id, note.text, note.at);
      const { made, happened } = this.#tell(ids, id);
      made("Note", noteId, 1, note.at, ["text"]);
      happened(TimelineKind.NOTE_WRITTEN, note.at, noteId, null);
    }
  }

  #addArchive(customer: SeedCustomer, id: SeedId, ids: SeedIds): void {
    const { person, orders, createdAt, totalCents } = customer;
    const { cipher, seed } = this.surroundings;
    const dice = diceFor(seed, Purpose.IDS, customer.number);
    const channelId = this.surroundings.channels[CHANNEL.pick(dice)] ?? null;
    const memberLevelId = orders.length === 0 ? null : this.#memberLevelFor(dice, totalCents);
    const personal = personalOf(person);
    this.#rows.add(
      "customer",
      id,
      humanNumber("KH-", customer.number),
      person.kind,
      customer.lifecycle,
      person.name,
      person.nickname,
      channelId,
      memberLevelId,
      sealPersonal(cipher, idText(id), personal),
      searchTermsOf(person),
      createdAt,
      createdAt,
    );
    this.#addFacts(customer, id);
    for (const { kind, hash } of blindIndexesOf(cipher, personal))
      this.#rows.add("customer_blind_index", kind, hash, id);
    if (person.externalId !== null) this.#rows.add("external_ref", SHOP_CUSTOMER_ID, person.externalId, id);
    const fields: string[] = FIELDS.filter((field) => person[field] !== null);
    if (channelId !== null) fields.push("channelId");
    if (memberLevelId !== null) fields.push("memberLevelId");
    const tell = this.#tell(ids, id);
    tell.made("Customer", id, 1, createdAt, fields);
    tell.happened(TimelineKind.CUSTOMER_CREATED, createdAt, null, fields);
  }

  #addFacts(customer: SeedCustomer, id: SeedId): void {
    const { lifecycle, orders, complaints, totalCents, person, createdAt } = customer;
    const filled = new Set<string>(FIELDS.filter((field) => person[field] !== null));
    const section = basicSectionOf(person.kind);
    const due = dueOn(section, new Date(createdAt).toISOString().slice(0, 10), {});
    const days = orders.map(({ day }) => day);
    const bought = days.length > 0;
    const tier = bought ? tierOf(totalCents) : null;
    this.#rows.add(
      "customer_facts",
      id,
      lifecycle,
      tier,
      bought ? Math.min(...days) : null,
      bought ? Math.max(...days) : NO_DEAL,
      days.length,
      totalCents,
      countOpen(complaints),
      complaints.length > 0 ? Math.max(...complaints.map(({ filedAt }) => filedAt)) : null,
      percentKnown(weighedFields(person.kind, tier, DEFAULT_RULE), (field) => filled.has(field)),
      namesOf(personalOf(person)),
      due === null ? null : dayOf(Date.parse(due)),
      due === null ? null : section,
    );
  }

  #addOrder(order: SeedOrder, number: number, customerId: SeedId, ids: SeedIds): SeedId {
    const { day, recordedAt, items, cents } = order;
    const id = ids.next(recordedAt);
    this.#rows.add(
      "customer_order",
      id,
      humanNumber("DD-", number),
      customerId,
      day,
      cents,
      recordedAt,
      recordedAt,
    );
    for (const [position, item] of items.entries())
      this.#rows.add("order_item", id, position, item.goods, item.quantity * 100, item.cents);
    const tell = this.#tell(ids, customerId);
    tell.made("Order", id, 1, recordedAt, ["orderedOn", "amount", "items"]);
    // A deal has a day and no hour: noon, but never later than it was recorded.
    tell.happened(TimelineKind.ORDER_RECORDED, Math.min(startOfDay(day) + 12 * HOUR, recordedAt), id, null);
    return id;
  }

  #memberLevelFor(dice: Dice, totalCents: number): string | null {
    if (dice.chance(0.25)) return null;
    const reached = MEMBER_FROM.findLastIndex((cents) => totalCents >= cents);
    return this.surroundings.memberLevels[Math.max(0, reached)] ?? null;
  }

  #tell(ids: SeedIds, customerId: SeedId): Teller {
    return tellerFor(this.#rows, ids, customerId, this.surroundings.seed);
  }
}

/** As the ledger has it: it sorts below every day. */
const NO_DEAL = -Infinity;
const FIELDS = ["name", "nickname", "phone", "email", "address"] as const;
const CHANNEL = new Chooser(CHANNELS);
/** Spent in all, in hundredths of a yuan, from which a member is of the next level. */
const MEMBER_FROM = [0, 80_000, 300_000, 1_200_000];
/** Where the top hundredth, the next nineteen and the next thirty hundredths of invented buyers begin. */
const TIERS: readonly (readonly [CustomerTier, number])[] = [
  [CustomerTier.IMPORTANT, 1_265_000],
  [CustomerTier.SECONDARY, 223_000],
  [CustomerTier.ORDINARY, 82_000],
];

function tierOf(totalCents: number): CustomerTier {
  return TIERS.find(([, from]) => totalCents >= from)?.[0] ?? CustomerTier.SMALL;
}

function personalOf({ phone, email, address }: SeedCustomer["person"]): CustomerPersonal {
  return { ...(phone && { phone }), ...(email && { email }), ...(address && { address }) };
}
