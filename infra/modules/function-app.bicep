// The app on a Flex Consumption plan. Every setting is one that shared/config.ts or the Functions host reads; none is a
// secret: connections go by identity, keys are references into the vault.

param planName string
param name string
param location string
param tags object

@description('What the app is called in azure.yaml; azd finds the app by this tag.')
param azdServiceName string

param identityId string
param identityClientId string

param packageContainerUri string
param blobServiceUri string
param tableServiceUri string
param serviceBusNamespace string
param keyVaultUri string
param applicationInsightsConnectionString string

@description('Subnet through which the app calls out; empty for none.')
param subnetId string

@description('HTTP instances that are kept warm. 0 costs nothing when idle; 1 spares webhooks the cold start.')
param alwaysReadyHttpInstances int
param instanceMemoryMB int
param maximumInstanceCount int

@description('Whether App Service asks callers for a token (modules/authentication.bicep), so that the app may believe what it tells of them.')
param easyAuthEnabled bool

param publicBaseUrl string
param outboundAllowedHosts string
param nucleusStatusExpiryFields string
param nucleusRemediatedStatuses string
param nucleusApiUrl string
param nucleusPullProjects string
param nucleusPullSchedule string
param defenderProjectId string
param defenderScanType string

var keyReference = '@Microsoft.KeyVault(SecretUri=${keyVaultUri}secrets/'

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': azdServiceName })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
    }
    functionAppConfig: {
      runtime: {
        name: 'node'
        version: '22'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyHttpInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyHttpInstances
              }
            ]
      }
    }
  }
}

resource noPasswordForFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noPasswordForDeployment 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    // The Functions host.
    AzureWebJobsStorage__blobServiceUri: blobServiceUri
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    // Stack traces in logs name the source files; the maps are in the package.
    NODE_OPTIONS: '--enable-source-maps'

    // The app; those of Service Bus are read by the host's triggers as well.
    STORAGE_CONNECTION__tableServiceUri: tableServiceUri
    STORAGE_CONNECTION__clientId: identityClientId
    SERVICE_BUS_CONNECTION__fullyQualifiedNamespace: serviceBusNamespace
    SERVICE_BUS_CONNECTION__credential: 'managedidentity'
    SERVICE_BUS_CONNECTION__clientId: identityClientId
    SECRET_STORE: 'key-vault'
    KEY_VAULT_URI: keyVaultUri
    AZURE_CLIENT_ID: identityClientId
    AZURE_AUTHORITY_HOST: environment().authentication.loginEndpoint
    API_KEY_ADMINISTRATOR: '${keyReference}api-key-administrator)'
    API_KEY_OPERATOR: '${keyReference}api-key-operator)'
    API_KEY_READER: '${keyReference}api-key-reader)'
    API_KEY_NUCLEUS: '${keyReference}api-key-nucleus)'
    EASY_AUTH_ENABLED: easyAuthEnabled ? 'true' : 'false'
    PUBLIC_BASE_URL: publicBaseUrl
    OUTBOUND_ALLOWED_HOSTS: outboundAllowedHosts
    NUCLEUS_STATUS_EXPIRY_FIELDS: nucleusStatusExpiryFields
    NUCLEUS_REMEDIATED_STATUSES: nucleusRemediatedStatuses
    // Whoever uses these puts their secrets into the vault by hand; until then the app takes them for absent.
    NUCLEUS_WEBHOOK_SECRETS: '${keyReference}nucleus-webhook-secrets)'
    NUCLEUS_API_KEY: '${keyReference}nucleus-api-key)'
    NUCLEUS_API_URL: nucleusApiUrl
    NUCLEUS_PULL_PROJECTS: nucleusPullProjects
    NUCLEUS_PULL_SCHEDULE: nucleusPullSchedule
    DEFENDER_PROJECT_ID: defenderProjectId
    DEFENDER_SCAN_TYPE: defenderScanType
  }
}

output id string = app.id
output name string = app.name
output baseUrl string = empty(publicBaseUrl) ? 'https://${app.properties.defaultHostName}' : publicBaseUrl
