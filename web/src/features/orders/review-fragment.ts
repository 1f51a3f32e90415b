import { graphql } from "../../gql/index.ts";

export const reviewFragment = graphql(`
  fragment ReviewLine_Review on Review {
    id
    version
    source
    happenedAt
    satisfaction
    opinions
    promotionInterest
    purchaseInclination
    needs
    withdrawnAt
    order {
      id
      number
    }
    channel {
      id
      name
    }
    recordedBy {
      id
      name
    }
    viewerCanEdit
    viewerCanWithdraw
  }
`);
