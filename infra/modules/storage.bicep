// Tables of the app, the Functions host's leases and keys, and the package that is deployed.

param name string
param location string
param tags object

@description('The app, which reads and writes tables and lets the Functions host keep its blobs.')
param appPrincipalId string

@description('Name of the blob container that holds the deployed package.')
param packageContainerName string

@description('Replication: Standard_LRS within a data centre, Standard_ZRS across the zones of a region.')
param sku string

@description('Whether the account is reached through private endpoints only.')
param privateOnly bool

var roles = loadJsonContent('../roles.json')

// The host keeps leases, timers and keys in blobs, for which its documentation asks for the owner of blob data.
var rolesOfTheApp = [
  roles.storageBlobDataOwner
  roles.storageTableDataContributor
]

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: privateOnly ? 'Deny' : 'Allow'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: packageContainerName
  properties: {
    publicAccess: 'None'
  }
}

resource appUsesStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in rolesOfTheApp: {
    name: guid(account.id, appPrincipalId, role)
    scope: account
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

output id string = account.id
output blobServiceUri string = account.properties.primaryEndpoints.blob
output tableServiceUri string = account.properties.primaryEndpoints.table
output packageContainerUri string = '${account.properties.primaryEndpoints.blob}${packages.name}'
