import { graphql } from "../../gql/index.ts";

export const apiKeyRow = graphql(`
  fragment ApiKeyRow_ApiKey on ApiKey {
    id
    name
    prefix
    roleName
    readsSchema
    state
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
    createdBy {
      id
      name
    }
    revokedBy {
      id
      name
    }
  }
`);

export const apiKeysQuery = graphql(`
  query ApiKeys {
    apiKeys {
      id
      ...ApiKeyRow_ApiKey
    }
  }
`);

export const createApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey {
        id
        ...ApiKeyRow_ApiKey
      }
      secret
      errors {
        code
        message
        path
      }
    }
  }
`);

export const revokeApiKey = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        id
        ...ApiKeyRow_ApiKey
      }
      errors {
        message
      }
    }
  }
`);
