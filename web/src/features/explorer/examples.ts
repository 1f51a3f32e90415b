/** A request to begin with. `examples.test.ts` holds each against the published schema. */
export type Example = { readonly operation: string; readonly variables: string };

const customers: Example = {
  operation: `# The first customers of the ledger; give endCursor back as after for the next page.
query Customers($search: String, $after: String) {
  customers(search: $search, first: 10, after: $after) {
    nodes {
      id
      number
      name
      openComplaintCount
      phone {
        state
        text
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  variables: `{
  "search": null
}
`,
};

const complaint: Example = {
  operation: `# Open complaints, the most urgent first, with who complained and what that customer bought last.
query Complaints {
  complaints(first: 5, filter: { open: true }) {
    nodes {
      id
      number
      status
      severity
      description
      customer {
        number
        name
        orders(first: 3) {
          nodes {
            number
            orderedOn
          }
        }
      }
    }
  }
}
`,
  variables: "",
};

const file: Example = {
  operation: `# Files a complaint. Sent again with the same idempotencyKey it is still one.
mutation FileComplaint($input: FileComplaintInput!) {
  fileComplaint(input: $input) {
    complaint {
      id
      number
      status
    }
    errors {
      code
      message
      path
    }
  }
}
`,
  variables: `{
  "input": {
    "customerId": "Customer_…",
    "category": "DELIVERY",
    "severity": "NORMAL",
    "description": "",
    "idempotencyKey": "explorer-1"
  }
}
`,
};

const upsert: Example = {
  operation: `# Makes the customer that another system knows by this id, or changes what is known of it.
mutation UpsertCustomer($input: UpsertCustomerInput!) {
  upsertCustomer(input: $input) {
    created
    customer {
      id
      number
      name
    }
    errors {
      code
      message
      path
    }
  }
}
`,
  variables: `{
  "input": {
    "externalRef": { "system": "web-shop", "id": "10001" },
    "name": ""
  }
}
`,
};

const live: Example = {
  operation: `# Tells what changes in the archive, until it is stopped. Edit a customer in another window and look.
subscription Live {
  archiveChanged {
    sequence
    name
    at
    recordId
    actor {
      name
    }
  }
}
`,
  variables: "",
};

export const examples = { customers, complaint, file, upsert, live } as const;
export type ExampleName = keyof typeof examples;
export const exampleNames = Object.keys(examples) as ExampleName[];
