// The queues between the functions: the names of shared/messaging/queues.ts, the settings of
// local/service-bus/config.json (a test holds the three together).

param name string
param location string
param tags object

@description('The app, which sends to and receives from every queue and its dead letters.')
param appPrincipalId string

@description('Whether the namespace is reached through a private endpoint only, which Premium alone offers.')
param privateOnly bool

var roles = loadJsonContent('../roles.json')

// Not the owner of the namespace: the app neither makes queues nor changes them. Reading their lengths is what the
// Functions host scales by; without that right it falls back to peeking, and scales late.
var rolesOfTheApp = [
  roles.reader
  roles.serviceBusDataReceiver
  roles.serviceBusDataSender
]

var queueNames = [
  'scan-ingest'
  'ticket-create'
  'ticket-update'
  'auto-close'
  'bulk-close'
  'rule-backfill'
  'status-end'
  'work-item-events'
  'nucleus-callbacks'
]

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: privateOnly ? 'Premium' : 'Standard'
    tier: privateOnly ? 'Premium' : 'Standard'
    capacity: privateOnly ? 1 : null
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    premiumMessagingPartitions: privateOnly ? 1 : null
  }
}

resource queues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for queueName in queueNames: {
    parent: namespace
    name: queueName
    properties: {
      lockDuration: 'PT1M'
      maxDeliveryCount: 10
      // An outage of days must not cost a message. Locally it is an hour, the most that Microsoft's emulator takes.
      defaultMessageTimeToLive: 'P14D'
      deadLetteringOnMessageExpiration: true
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: 'PT5M'
      requiresSession: false
      maxSizeInMegabytes: 5120
    }
  }
]

resource appUsesQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in rolesOfTheApp: {
    name: guid(namespace.id, appPrincipalId, role)
    scope: namespace
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

output id string = namespace.id
// The endpoint is https://<namespace>.<suffix of the cloud>:443/.
output fullyQualifiedNamespace string = split(split(namespace.properties.serviceBusEndpoint, '/')[2], ':')[0]
