/** Values that the examples of several operations share; all invented. */
export const exampleConnector = {
  name: 'Harbour ferries',
  instanceUrl: 'https://dev.azure.com',
  organization: 'harbour-ferries',
  tenantId: '6f1c9a52-3f0e-4c1b-9d7e-2a8b51c40e11',
  clientId: 'b0a4d0d3-8f6c-4f0b-8d57-5a0c7e9d2f64',
  clientSecret: 'the value of a client secret',
};

export const exampleFinding = {
  project_id: '12',
  scan_type: 'AZURE',
  finding_number: 'CVE-2026-1001',
  finding_name: 'Outdated TLS library',
  finding_severity: 'Critical',
  justification_status_name: 'Active',
  asset_id: '9001',
  asset_name: 'pay-web-1',
};

export const exampleRule = {
  name: 'Criticals to Ferry Bookings',
  connectorId: 'a73d8b96',
  nucleusProjectId: '12',
  findingCriteria: {
    match: 'all',
    conditions: [{ field: 'finding_severity', operator: 'isOneOf', value: ['Critical', 'High'] }],
  },
  ticket: {
    project: 'Ferry Bookings',
    workItemType: 'Bug',
    title: '{{finding.finding_name}}',
    tags: ['nucleus'],
  },
  autoClose: { enabled: true, state: 'Closed' },
};

export const exampleRecord = {
  id: '/subscriptions/1d0b8a3e-77a5-4a0f-9b6e-5a3d1f0c2e47/providers/Microsoft.Security/assessments/c2f4b1d0-5e6a-4f7b-8c9d-0a1b2c3d4e5f',
  name: 'c2f4b1d0-5e6a-4f7b-8c9d-0a1b2c3d4e5f',
  type: 'Microsoft.Security/assessments',
  properties: {
    displayName: 'Storage accounts should refuse public access',
    status: { code: 'Unhealthy' },
    metadata: { severity: 'High' },
    resourceDetails: {
      Source: 'Azure',
      Id: '/subscriptions/1d0b8a3e-77a5-4a0f-9b6e-5a3d1f0c2e47/resourceGroups/pay/providers/Microsoft.Storage/storageAccounts/payfiles',
    },
  },
};
