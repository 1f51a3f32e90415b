/** What an import will do, or has done, in numbers. */
export interface ImportNumbers {
  rows: number;
  newCustomers: number;
  /** Of the new customers, those without an order. */
  potentialCustomers: number;
  newOrders: number;
  filledFields: number;
  newNotes: number;
  /** Rows that say nothing new. */
  knownRows: number;
  proposals: number;
  problemRows: number;
  skippedRows: number;
  newMemberLevels: string[];
  newChannels: string[];
}

export function noNumbers(): ImportNumbers {
  return {
    rows: 0,
    newCustomers: 0,
    potentialCustomers: 0,
    newOrders: 0,
    filledFields: 0,
    newNotes: 0,
    knownRows: 0,
    proposals: 0,
    problemRows: 0,
    skippedRows: 0,
    newMemberLevels: [],
    newChannels: [],
  };
}

/** The sum of two; lists of words are joined, each word once. */
export function addNumbers(one: Partial<ImportNumbers>, other: Partial<ImportNumbers>): ImportNumbers {
  const sum = noNumbers();
  for (const part of [one, other]) {
    for (const [name, value] of Object.entries(part) as [keyof ImportNumbers, number | string[]][]) {
      const known = sum[name];
      if (Array.isArray(known) && Array.isArray(value)) {
        Object.assign(sum, { [name]: [...new Set([...known, ...value])] });
      } else if (typeof known === "number" && typeof value === "number") {
        Object.assign(sum, { [name]: known + value });
      }
    }
  }
  return sum;
}
