// One page to look at: events, tickets, how far behind the two sides are, requests to Azure DevOps, and what costs.

param title string
param location string
param tags object
param workspaceId string
param serviceBusNamespaceId string
param functionAppId string

var template = loadTextContent('../workbook.json')
var forThisWorkspace = replace(template, '__WORKSPACE_ID__', workspaceId)
var forThisNamespace = replace(forThisWorkspace, '__SERVICE_BUS_ID__', serviceBusNamespaceId)

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'overview')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: title
    category: 'workbook'
    sourceId: workspaceId
    serializedData: replace(forThisNamespace, '__FUNCTION_APP_ID__', functionAppId)
    version: '1.0'
  }
}

output id string = workbook.id
