import { graphql } from "../../../gql/index.ts";

/** What is known of a customer in every section; who they are and how to reach them stands on the card itself. */
export const archiveOnFile = graphql(`
  fragment Archive_Customer on Customer {
    id
    version
    kind
    fieldValues {
      ...OneFieldValue
    }
    individual {
      basic {
        age {
          years
          from
        }
        birthDate {
          state
          text
        }
        birthYear
        bloodType {
          state
          text
        }
        district {
          code
          fullName
        }
        fax {
          state
          text
        }
        height {
          state
          text
        }
        homeAddress {
          state
          text
        }
        householdRegistration {
          state
          text
        }
        identityNumber {
          state
          text
        }
        landline {
          state
          text
        }
        mobile {
          state
          text
        }
        nativePlace {
          state
          text
        }
        otherDocument {
          state
          text
        }
        sex
        weight {
          state
          text
        }
      }
      career {
        annualIncome {
          state
          text
        }
        careerNotes
        employerAddress {
          state
          text
        }
        employerName
        industry
        occupation
        position
        workFax {
          state
          text
        }
        workPhone {
          state
          text
        }
      }
      consumption {
        consumptionHabits
        decisionFactors
        preferredShops
        priceSensitivity
        purchasePreferences
        spendingLevel
      }
      education {
        educationLevel
        educationNotes
        graduationYear
        languages
        major
        school
      }
      family {
        children {
          state
          text
        }
        childrenCount {
          state
          text
        }
        familyMembers {
          state
          text
        }
        familySituation {
          state
          text
        }
        maritalStatus {
          state
          text
        }
        spouseName {
          state
          text
        }
        weddingAnniversary {
          state
          text
        }
      }
      life {
        dailyRoutine
        dietaryHabits {
          state
          text
        }
        health {
          state
          text
        }
        hobbies
        leisure
        lifeNotes
        preferredContactTime
      }
      personality {
        character {
          state
          text
        }
        communicationStyle {
          state
          text
        }
        personalityNotes {
          state
          text
        }
        taboos {
          state
          text
        }
        temperament {
          state
          text
        }
      }
      relations {
        closeContacts {
          state
          text
        }
        influence
        memberships {
          state
          text
        }
        referrer {
          state
          text
        }
        relationNotes
        socialCircles
      }
    }
    company {
      basic {
        assets {
          amount
          currency
        }
        creditCode
        district {
          code
          fullName
        }
        fax {
          state
          text
        }
        foundedOn
        legalForm
        lineOfBusiness
        registeredCapital {
          amount
          currency
        }
        website
      }
      business {
        annualRevenue {
          amount
          currency
        }
        competitorRelations
        cooperation
        mainProducts
        salesPerformance
        staffQuality
      }
      character {
        businessDirection
        businessPhilosophy
        businessPolicy
        companySize
        developmentPotential
        employeeCount
        operatingFeatures
        salesCapacity
        serviceArea
      }
      leaders {
        contactName {
          state
          text
        }
        contactPhone {
          state
          text
        }
        contactPosition
        leaderArchive {
          id
          number
          displayName
        }
        leaderBirthDate {
          state
          text
        }
        leaderEmail {
          state
          text
        }
        leaderName {
          state
          text
        }
        leaderNotes {
          state
          text
        }
        leaderPhone {
          state
          text
        }
        leaderPosition
        legalRepresentative {
          state
          text
        }
      }
      trade {
        advantages
        countermeasures
        creditStanding
        reputation
        settlement
        tradeProblems
        tradeTerms
      }
    }
  }
`);

/** Asked when somebody opens the sections: a look at the card does not wait for a hundred fields. With the firm's own ones as of now. */
export const customerArchiveQuery = graphql(`
  query CustomerArchive($id: ID!) {
    customer(id: $id) {
      id
      ...Archive_Customer
      freshness {
        section
        due
        ...SectionFreshness_SectionFreshness
      }
    }
    customFields {
      ...ArchiveField_CustomField
    }
  }
`);
