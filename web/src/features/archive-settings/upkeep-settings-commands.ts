import { graphql } from "../../gql/index.ts";

export const upkeepSettingsQuery = graphql(`
  query UpkeepSettings {
    archiveSettings {
      version
      keyTierFactor
      completenessWeights {
        field
        label
        weight
        usual
      }
      checkEvery {
        section
        label
        months
      }
    }
    archiveFields {
      name
      kind
      section
      sectionLabel
    }
  }
`);

export const changeUpkeepSettings = graphql(`
  mutation ChangeUpkeepSettings($input: ChangeArchiveSettingsInput!) {
    changeArchiveSettings(input: $input) {
      settings {
        version
        keyTierFactor
        completenessWeights {
          field
          label
          weight
          usual
        }
        checkEvery {
          section
          label
          months
        }
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
