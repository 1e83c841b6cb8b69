targetScope = 'subscription'

@description('Name of the environment, for example "production". Part of the names of all resources.')
@minLength(1)
@maxLength(32)
param environmentName string

@description('Azure region of all resources; it has to offer Flex Consumption.')
@minLength(1)
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@description('Tags of all resources, for example cost centre and owner.')
param tags object = {}

@description('Object id of who deploys: may read and change the keys of the API. Empty for nobody.')
param deployerPrincipalId string = ''

@description('HTTP instances kept warm, so that webhooks meet no cold start. They cost something also when idle.')
@minValue(0)
@maxValue(20)
param alwaysReadyHttpInstances int = 0

@description('Memory of an instance.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('Most instances at once. More of them do not close tickets faster: Azure DevOps limits the connector.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Replication of the storage account. Prefer zones (ZRS) for production where the region has them.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GRS'
  'Standard_GZRS'
])
param storageSku string = 'Standard_LRS'

@description('Storage, Service Bus and Key Vault through private endpoints only. Makes Service Bus a Premium one.')
param privateNetworking bool = false

@description('Address space of the network of a private deployment, a /24 or larger.')
param networkAddressPrefix string = '10.80.0.0/24'

@description('Addresses or ranges, separated by commas, from which people reach the key vault of a private deployment.')
param keyVaultAllowedIpRanges string = ''

@description('Client id of the app registration whose tokens callers have to show. Empty for keys of the API only.')
param authenticationClientId string = ''

@description('Where callers reach the app, if not under its own name; for example "https://connector.example.com".')
param publicBaseUrl string = ''

@description('Hosts, separated by commas, that may be called besides Azure DevOps Services: an Azure DevOps Server.')
param outboundAllowedHosts string = ''

@description('Fields of a finding, separated by commas, that say when its status ends. Empty for those that are likely.')
param nucleusStatusExpiryFields string = ''

@description('Statuses of your own, separated by commas, that count as remediated.')
param nucleusRemediatedStatuses string = ''

@description('Where findings are read from, for a Nucleus that cannot push; with the projects below. Empty for not at all.')
param nucleusApiUrl string = ''

@description('Nucleus projects, separated by commas, whose findings are read.')
param nucleusPullProjects string = ''

@description('When findings are read, in NCRONTAB. Empty for every 15 minutes.')
param nucleusPullSchedule string = ''

@description('The Nucleus project that findings of Defender for Cloud are filed under. Empty for "defender".')
param defenderProjectId string = ''

@description('The scan type that they are filed under. Empty for "AZURE".')
param defenderScanType string = ''

@description('Addresses, separated by commas, that alerts are mailed to.')
param alertEmailAddresses string = ''

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionInDays int = 30

@description('Gigabytes of logs a day, after which none are taken until the next day. -1 for no limit.')
param dailyLogQuotaGb int = 5

@description('The key that administrators of the connector present. Several, separated by commas, while it is rotated.')
@secure()
@minLength(15)
param apiKeyAdministrator string

@description('The key of operators: tickets.')
@secure()
@minLength(15)
param apiKeyOperator string

@description('The key of readers.')
@secure()
@minLength(15)
param apiKeyReader string

@description('The key that Nucleus and Defender for Cloud post events with.')
@secure()
@minLength(15)
param apiKeyNucleus string

var abbreviations = loadJsonContent('./abbreviations.json')
var token = uniqueString(subscription().id, environmentName, location)
var allTags = union(tags, { 'azd-env-name': environmentName })
var serviceName = 'api'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${abbreviations.resourceGroup}nucleus-ado-${environmentName}'
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  scope: group
  name: 'identity'
  params: {
    name: '${abbreviations.managedIdentity}${token}'
    location: location
    tags: allTags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  name: 'monitoring'
  params: {
    workspaceName: '${abbreviations.logAnalyticsWorkspace}${token}'
    applicationInsightsName: '${abbreviations.applicationInsights}${token}'
    location: location
    tags: allTags
    appPrincipalId: identity.outputs.principalId
    retentionInDays: logRetentionInDays
    dailyQuotaGb: dailyLogQuotaGb
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  name: 'storage'
  params: {
    name: '${abbreviations.storageAccount}${token}'
    location: location
    tags: allTags
    appPrincipalId: identity.outputs.principalId
    packageContainerName: 'app-package'
    sku: storageSku
    privateOnly: privateNetworking
  }
}

module serviceBus 'modules/service-bus.bicep' = {
  scope: group
  name: 'service-bus'
  params: {
    name: '${abbreviations.serviceBusNamespace}${token}'
    location: location
    tags: allTags
    appPrincipalId: identity.outputs.principalId
    privateOnly: privateNetworking
  }
}

module keyVault 'modules/key-vault.bicep' = {
  scope: group
  name: 'key-vault'
  params: {
    name: '${abbreviations.keyVault}${token}'
    location: location
    tags: allTags
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: deployerPrincipalId
    privateOnly: privateNetworking
    allowedIpRanges: empty(keyVaultAllowedIpRanges) ? [] : split(keyVaultAllowedIpRanges, ',')
    apiKeys: {
      administrator: apiKeyAdministrator
      operator: apiKeyOperator
      reader: apiKeyReader
      nucleus: apiKeyNucleus
    }
  }
}

module network 'modules/network.bicep' = if (privateNetworking) {
  scope: group
  name: 'network'
  params: {
    name: '${abbreviations.virtualNetwork}${token}'
    location: location
    tags: allTags
    addressPrefix: networkAddressPrefix
    privateEndpointPrefix: '${abbreviations.privateEndpoint}${token}-'
    storageAccountId: storage.outputs.id
    serviceBusNamespaceId: serviceBus.outputs.id
    keyVaultId: keyVault.outputs.id
  }
}

module functionApp 'modules/function-app.bicep' = {
  scope: group
  name: 'function-app'
  params: {
    planName: '${abbreviations.plan}${token}'
    name: '${abbreviations.functionApp}${token}'
    location: location
    tags: allTags
    azdServiceName: serviceName
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    packageContainerUri: storage.outputs.packageContainerUri
    blobServiceUri: storage.outputs.blobServiceUri
    tableServiceUri: storage.outputs.tableServiceUri
    serviceBusNamespace: serviceBus.outputs.fullyQualifiedNamespace
    keyVaultUri: keyVault.outputs.uri
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    subnetId: network.?outputs.appSubnetId ?? ''
    alwaysReadyHttpInstances: alwaysReadyHttpInstances
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    easyAuthEnabled: !empty(authenticationClientId)
    publicBaseUrl: publicBaseUrl
    outboundAllowedHosts: outboundAllowedHosts
    nucleusStatusExpiryFields: nucleusStatusExpiryFields
    nucleusRemediatedStatuses: nucleusRemediatedStatuses
    nucleusApiUrl: nucleusApiUrl
    nucleusPullProjects: nucleusPullProjects
    nucleusPullSchedule: nucleusPullSchedule
    defenderProjectId: defenderProjectId
    defenderScanType: defenderScanType
  }
}

module authentication 'modules/authentication.bicep' = if (!empty(authenticationClientId)) {
  scope: group
  name: 'authentication'
  params: {
    functionAppName: functionApp.outputs.name
    clientId: authenticationClientId
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  name: 'alerts'
  params: {
    namePrefix: 'nucleus-ado-${environmentName}'
    location: location
    tags: allTags
    actionGroupName: '${abbreviations.actionGroup}${token}'
    emailAddresses: empty(alertEmailAddresses) ? [] : split(alertEmailAddresses, ',')
    workspaceId: monitoring.outputs.workspaceId
    serviceBusNamespaceId: serviceBus.outputs.id
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  name: 'workbook'
  params: {
    title: 'Nucleus and Azure DevOps (${environmentName})'
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    serviceBusNamespaceId: serviceBus.outputs.id
    functionAppId: functionApp.outputs.id
  }
}

// azd keeps outputs in its environment; the key vault's name leads it back to the keys of the API.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = keyVault.outputs.name
output FUNCTION_APP_NAME string = functionApp.outputs.name
output API_BASE_URL string = '${functionApp.outputs.baseUrl}/api'
output HEALTH_URL string = '${functionApp.outputs.baseUrl}/api/health'
output NUCLEUS_EVENTS_URL string = '${functionApp.outputs.baseUrl}/api/nucleus/events'
output DEFENDER_EVENTS_URL string = '${functionApp.outputs.baseUrl}/api/defender/events'
output AZURE_DEVOPS_WEBHOOKS_URL string = '${functionApp.outputs.baseUrl}/api/azure-devops/webhooks'
output APP_IDENTITY_CLIENT_ID string = identity.outputs.clientId
output APP_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output WORKBOOK_URL string = '${environment().portal}/#resource${workbook.outputs.id}/workbook'
