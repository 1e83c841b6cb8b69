// What an operator has to know without looking. docs/deploy.md says what to do about each.

@description('Start of the names of the alerts.')
param namePrefix string
param location string
param tags object
param actionGroupName string

@description('Addresses that alerts are mailed to; without any, alerts are only shown in the portal.')
param emailAddresses array

param workspaceId string
param serviceBusNamespaceId string

// The lines of the app are JSON: a fixed message, and data beside it (shared/logger.ts).
var entries = 'AppTraces | extend entry = parse_json(Message)'

var logAlerts = [
  {
    name: 'subscription-disabled'
    title: 'Azure DevOps has disabled a service hook'
    severity: 2
    query: '${entries} | where entry.message == "service hook is disabled"'
    minutes: 15
    threshold: 0
  }
  {
    name: 'function-failures'
    title: 'Functions fail'
    severity: 2
    query: 'AppRequests | where Success == false and toint(ResultCode) !between (400 .. 499)'
    minutes: 15
    threshold: 5
  }
  {
    name: 'throttling'
    title: 'Azure DevOps throttles the connector'
    severity: 3
    query: '${entries} | where (entry.message == "message failed" and entry.error == "ThrottledError") or (entry.message == "request refused" and entry.code == "azure-devops-throttled")'
    minutes: 30
    threshold: 20
  }
  {
    name: 'callback-endpoint-failing'
    title: 'Nucleus does not take callbacks'
    severity: 2
    query: '${entries} | where entry.message in ("callback failed", "callback endpoint disabled")'
    minutes: 30
    threshold: 10
  }
  {
    name: 'messages-parked'
    title: 'Messages were put aside, because trying again would not help'
    severity: 2
    query: '${entries} | where entry.message == "message parked"'
    minutes: 15
    threshold: 0
  }
  {
    name: 'storage-unreachable'
    title: 'The app does not reach its tables'
    severity: 1
    query: '${entries} | where entry.message == "storage does not answer"'
    minutes: 15
    threshold: 0
  }
]

var actionGroupIds = empty(emailAddresses) ? [] : [actionGroup.id]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(emailAddresses)) {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'nucleus-ado'
    emailReceivers: [
      for (address, index) in emailAddresses: {
        name: 'operator-${index + 1}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${namePrefix}-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages could not be processed and wait to be looked at and replayed.'
    severity: 2
    enabled: true
    scopes: [
      serviceBusNamespaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead letters'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [
            {
              name: 'EntityName'
              operator: 'Include'
              values: [
                '*'
              ]
            }
          ]
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Maximum'
        }
      ]
    }
    actions: [
      for id in actionGroupIds: {
        actionGroupId: id
      }
    ]
  }
}

resource fromLogs 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [
  for alert in logAlerts: {
    name: '${namePrefix}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      severity: alert.severity
      enabled: true
      scopes: [
        workspaceId
      ]
      evaluationFrequency: 'PT${alert.minutes}M'
      windowSize: 'PT${alert.minutes}M'
      autoMitigate: true
      // A new workspace has no tables yet, so that no query would be found valid.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: actionGroupIds
      }
    }
  }
]
