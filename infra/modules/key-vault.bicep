// Secrets: those of connectors, which the app writes and reads, and the keys of this API.

param name string
param location string
param tags object

@description('The app, which keeps the secrets of connectors: it reads, writes and deletes them.')
param appPrincipalId string

@description('Who deploys: may read and change the keys of the API, and no other secret. Empty for nobody.')
param deployerPrincipalId string

@description('Whether the vault is reached through a private endpoint, and from the addresses below, only.')
param privateOnly bool

@description('Addresses or ranges (CIDR) from which people reach a vault that is otherwise private.')
param allowedIpRanges array

@secure()
@description('The keys of the API by the role of their holder: administrator, operator, reader, nucleus.')
param apiKeys object

var roles = loadJsonContent('../roles.json')
var keyHolders = [
  'administrator'
  'operator'
  'reader'
  'nucleus'
]
var closed = privateOnly && empty(allowedIpRanges)

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: privateOnly ? 'Deny' : 'Allow'
      ipRules: [
        for range in allowedIpRanges: {
          value: range
        }
      ]
    }
  }
}

resource keysOfTheApi 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = [
  for holder in keyHolders: {
    parent: vault
    name: 'api-key-${holder}'
    properties: {
      contentType: 'API key: ${holder}'
      value: apiKeys[holder]
    }
  }
]

resource appKeepsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appPrincipalId, roles.keyVaultSecretsOfficer)
  scope: vault
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.keyVaultSecretsOfficer
    )
  }
}

// On each of these secrets, because the role on the vault would open the secrets of connectors as well.
resource deployerKeepsKeysOfTheApi 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (holder, index) in keyHolders: if (!empty(deployerPrincipalId)) {
    name: guid(keysOfTheApi[index].id, deployerPrincipalId, roles.keyVaultSecretsOfficer)
    scope: keysOfTheApi[index]
    properties: {
      principalId: deployerPrincipalId
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        roles.keyVaultSecretsOfficer
      )
    }
  }
]

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri
