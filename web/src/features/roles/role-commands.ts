import { graphql } from "../../gql/index.ts";

export const roleFields = graphql(`
  fragment RoleEditor_Role on Role {
    id
    version
    code
    name
    description
    requiresSecondFactor
    revealQuota
    staffCount
    viewerCanEdit
    permissions {
      permission
      scope
    }
    fields {
      field
      right
    }
  }
`);

export const rolesQuery = graphql(`
  query Roles {
    roles {
      id
      version
      code
      name
      description
      requiresSecondFactor
      revealQuota
      staffCount
    }
  }
`);

export const roleQuery = graphql(`
  query RolePage($id: ID!, $staff: Boolean!) {
    role(id: $id) {
      ...RoleEditor_Role
    }
    permissionDescriptions {
      permission
      name
      section
      scoped
      forPeopleOnly
    }
    staff @include(if: $staff) {
      id
      name
      active
      heldRole {
        id
      }
    }
  }
`);

export const addRole = graphql(`
  mutation AddRole($input: AddRoleInput!) {
    addRole(input: $input) {
      role {
        ...RoleEditor_Role
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const editRole = graphql(`
  mutation EditRole($input: EditRoleInput!) {
    editRole(input: $input) {
      role {
        ...RoleEditor_Role
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const removeRole = graphql(`
  mutation RemoveRole($input: RemoveRoleInput!) {
    removeRole(input: $input) {
      role {
        ...RoleEditor_Role
      }
      errors {
        code
        message
        path
      }
    }
  }
`);
