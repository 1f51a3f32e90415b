import { graphql } from "../../gql/index.ts";

export const addStaff = graphql(`
  mutation AddStaff($input: AddStaffInput!) {
    addStaff(input: $input) {
      staffMember {
        ...StaffRow_StaffMember
      }
      temporaryPassword
      errors {
        code
        message
        path
      }
    }
  }
`);

export const changeStaffRole = graphql(`
  mutation ChangeStaffRole($input: ChangeStaffRoleInput!) {
    changeStaffRole(input: $input) {
      staffMember {
        id
        version
        ...StaffRow_StaffMember
      }
      errors {
        message
      }
    }
  }
`);

export const disableStaff = graphql(`
  mutation DisableStaff($input: DisableStaffInput!) {
    disableStaff(input: $input) {
      staffMember {
        id
        version
        ...StaffRow_StaffMember
      }
      errors {
        message
      }
    }
  }
`);

export const enableStaff = graphql(`
  mutation EnableStaff($input: EnableStaffInput!) {
    enableStaff(input: $input) {
      staffMember {
        id
        version
        ...StaffRow_StaffMember
      }
      errors {
        message
      }
    }
  }
`);

export const resetStaffPassword = graphql(`
  mutation ResetStaffPassword($input: ResetStaffPasswordInput!) {
    resetStaffPassword(input: $input) {
      staffMember {
        ...StaffRow_StaffMember
      }
      temporaryPassword
      errors {
        message
      }
    }
  }
`);

export const resetSecondFactor = graphql(`
  mutation ResetSecondFactor($input: ResetSecondFactorInput!) {
    resetSecondFactor(input: $input) {
      staffMember {
        id
        ...StaffRow_StaffMember
      }
      errors {
        message
      }
    }
  }
`);

export const changeOwnPassword = graphql(`
  mutation ChangeOwnPassword($input: ChangeOwnPasswordInput!) {
    changeOwnPassword(input: $input) {
      changed
      errors {
        code
        message
        path
      }
    }
  }
`);
