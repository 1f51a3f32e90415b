import { graphql } from "../../gql/index.ts";

export const archiveSettingsQuery = graphql(`
  query ArchiveSettings {
    archiveSettings {
      version
      lostAfterMonths
      inSaleDays
    }
  }
`);

export const lifecycleForecastQuery = graphql(`
  query LifecycleForecast($lostAfterMonths: Int) {
    lifecycleForecast(lostAfterMonths: $lostAfterMonths) {
      becomeLost {
        value
        capped
      }
      becomeExisting {
        value
        capped
      }
    }
  }
`);

export const changeArchiveSettings = graphql(`
  mutation ChangeArchiveSettings($input: ChangeArchiveSettingsInput!) {
    changeArchiveSettings(input: $input) {
      settings {
        version
        lostAfterMonths
        inSaleDays
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
