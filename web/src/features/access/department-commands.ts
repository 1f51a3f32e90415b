import { graphql } from "../../gql/index.ts";

export const addDepartment = graphql(`
  mutation AddDepartment($input: AddDepartmentInput!) {
    addDepartment(input: $input) {
      department {
        id
        name
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const renameDepartment = graphql(`
  mutation RenameDepartment($input: RenameDepartmentInput!) {
    renameDepartment(input: $input) {
      department {
        id
        name
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

export const changeTeamDepartment = graphql(`
  mutation ChangeTeamDepartment($input: ChangeTeamDepartmentInput!) {
    changeTeamDepartment(input: $input) {
      team {
        id
        department {
          id
          name
        }
      }
      errors {
        message
      }
    }
  }
`);
