import { graphql } from "../../gql/index.ts";

export const addTeam = graphql(`
  mutation AddTeam($input: AddTeamInput!) {
    addTeam(input: $input) {
      team {
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

export const renameTeam = graphql(`
  mutation RenameTeam($input: RenameTeamInput!) {
    renameTeam(input: $input) {
      team {
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

export const changeStaffTeam = graphql(`
  mutation ChangeStaffTeam($input: ChangeStaffTeamInput!) {
    changeStaffTeam(input: $input) {
      staffMember {
        id
        version
        team {
          id
          name
        }
        ...StaffRow_StaffMember
      }
      errors {
        message
      }
    }
  }
`);
