import { graphql } from "../../gql/index.ts";

export const customFieldSetting = graphql(`
  fragment Setting_CustomField on CustomField {
    id
    name
    version
    sections
    kinds
    type
    sensitivity
    label
    labelZh
    labelEn
    purpose
    choices {
      code
      label
      labelZh
      labelEn
      retired
    }
    archived
    open
    right
    rights {
      roleId
      right
    }
  }
`);

export const customFieldsQuery = graphql(`
  query CustomFieldSettings($roles: Boolean!) {
    archiveFields {
      name
      kind
      section
      sectionLabel
    }
    customFields(withArchived: true) {
      ...Setting_CustomField
    }
    roles @include(if: $roles) {
      id
      name
    }
  }
`);

export const createCustomField = graphql(`
  mutation CreateCustomField($input: CreateCustomFieldInput!) {
    createCustomField(input: $input) {
      customField {
        ...Setting_CustomField
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const changeCustomField = graphql(`
  mutation ChangeCustomField($input: ChangeCustomFieldInput!) {
    changeCustomField(input: $input) {
      customField {
        ...Setting_CustomField
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const moveCustomField = graphql(`
  mutation MoveCustomField($input: MoveCustomFieldInput!) {
    moveCustomField(input: $input) {
      customField {
        id
        version
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const archiveCustomField = graphql(`
  mutation ArchiveCustomField($input: ArchiveCustomFieldInput!) {
    archiveCustomField(input: $input) {
      customField {
        id
        version
        archived
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const restoreCustomField = graphql(`
  mutation RestoreCustomField($input: RestoreCustomFieldInput!) {
    restoreCustomField(input: $input) {
      customField {
        id
        version
        archived
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
