// App Service authentication ("Easy Auth"): the platform asks callers for a token of this tenant before the app sees
// them. Left out are the paths whose callers have credentials of their own, which the app checks itself.

@description('Name of the function app.')
param functionAppName string

@description('Application (client) id of the app registration that stands for this API.')
param clientId string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: functionAppName
}

resource authentication 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'Return401'
      excludedPaths: [
        '/api/azure-devops/webhooks/*'
        '/api/nucleus/events'
        '/api/defender/events'
        '/api/health'
        '/api/openapi.json'
      ]
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: clientId
          openIdIssuer: uri(environment().authentication.loginEndpoint, '${tenant().tenantId}/v2.0')
        }
        validation: {
          allowedAudiences: [
            clientId
            'api://${clientId}'
          ]
        }
      }
    }
    login: {
      // Tokens are checked, not kept: there is nothing in them that the app needs later.
      tokenStore: {
        enabled: false
      }
    }
  }
}
