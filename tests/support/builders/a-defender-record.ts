/** Records of Defender for Cloud with the keys that Microsoft documents and invented values (facts: nucleus.md section 15). */
const subscription = '/subscriptions/3f1c9a52-0000-4000-8000-000000000007';
export const machine = `${subscription}/resourceGroups/RG-Tide/providers/Microsoft.Compute/virtualMachines/Berth-Gateway`;
export const registry = `${subscription}/resourceGroups/rg-tide/providers/Microsoft.ContainerRegistry/registries/tideimages`;
const pod = `${subscription}/resourceGroups/rg-tide/providers/Microsoft.ContainerService/managedClusters/quay`;
const machinesKey = '1195afff-c881-495e-9bc5-1486211ae03f';
const imagesKey = 'c0b7cfc6-3172-465a-b378-53c7ff2cc0d5';
const packedKey = '5c7d3b10-0000-4000-8000-0000000000aa';

type Changes = Record<string, unknown>;

const assessments = 'providers/Microsoft.Security/assessments';

/** Shape A. */
export const anAssessment = (properties: Changes = {}, changes: Changes = {}) => ({
  id: `${machine}/${assessments}/${machinesKey}`,
  name: machinesKey,
  type: 'Microsoft.Security/assessments',
  properties: {
    resourceDetails: { source: 'Azure', id: machine },
    displayName: 'Machines should have vulnerability findings resolved',
    status: { code: 'Unhealthy', cause: '', firstEvaluationDate: '2026-01-02T03:04:05.0000000Z' },
    additionalData: { subAssessmentsLink: `${machine}/${assessments}/${machinesKey}/subAssessments` },
    links: { azurePortalUri: 'https://portal.azure.com/#blade/Tide' },
    metadata: {
      severity: 'Low',
      description: 'Known weaknesses.',
      remediationDescription: 'Patch it.<br>Then <b>restart</b> &amp; check.',
    },
    ...properties,
  },
  ...changes,
});

/** Shape B: one vulnerability of a machine. */
export const aSubAssessment = (properties: Changes = {}, name = 'a1f0c2d4-0000-4000-8000-000000000001') => ({
  id: `${machine}/${assessments}/${machinesKey}/subAssessments/${name}`,
  name,
  type: 'Microsoft.Security/assessments/subAssessments',
  properties: {
    id: '370361',
    displayName: 'Terminal client integer overflow',
    category: 'Local',
    impact: 'Code of others runs.',
    remediation: 'Upgrade to 0.68',
    description: 'An integer overflows.',
    timeGenerated: '2026-02-02T12:36:50.779Z',
    status: { code: 'Unhealthy', severity: 'Medium' },
    resourceDetails: { source: 'Azure', id: machine },
    additionalData: {
      assessedResourceType: 'ServerVulnerabilityAssessment',
      cve: [{ title: 'CVE-2026-6542', link: 'https://advisories.example.com/6542' }],
      vendorReferences: [{ title: 'Vendor', link: 'https://vendor.example.com/a' }],
    },
    ...properties,
  },
});

/** Shape C: a row of Resource Graph about an image. */
export const anImageRow = (properties: Changes = {}, name = 'b2e1d3c5-0000-4000-8000-000000000002') => ({
  id: `${registry}/${assessments}/${imagesKey}/subassessments/${name}`.toLowerCase(),
  name,
  type: 'microsoft.security/assessments/subassessments',
  tenantId: 'f6a1b2c3-0000-4000-8000-000000000003',
  location: 'global',
  resourceGroup: 'rg-tide',
  properties: {
    id: 'CVE-2026-42969',
    displayName: 'CVE-2026-42969',
    description: 'A slow regular expression.',
    status: { code: 'Unhealthy', severity: 'High' },
    resourceDetails: { id: '/repositories/tide/tables/images/sha256:abc1', source: 'Azure' },
    additionalData: {
      assessedResourceType: 'AzureContainerRegistryVulnerability',
      cvssV30Score: 7.5,
      vulnerabilityDetails: {
        cveId: 'CVE-2026-42969',
        severity: 'High',
        cvss: { '2.0': null, '3.0': { base: 7.5 } },
        references: [{ title: 'Advisory', link: 'https://advisories.example.com/42969' }],
        exploitabilityAssessment: { exploitStepsPublished: true, isInExploitKit: false },
      },
      softwareDetails: {
        packageName: 'tidepy',
        version: '1.11.0.0',
        fixedVersion: '1.12',
        osDetails: { osPlatform: 'linux', osVersion: 'ubuntu_linux_24.04' },
      },
      artifactDetails: {
        registryHost: 'tideimages.azurecr.io',
        repositoryName: 'tide/tables',
        digest: 'sha256:abc1',
        tags: ['1.4', 'latest'],
      },
    },
    ...properties,
  },
});

/** Shape D, as its readers spell it: all CVEs of a container as text. */
export const aPackedAssessment = (cves: unknown, properties: Changes = {}) => ({
  id: `${pod}/${assessments}/${packedKey}`,
  name: packedKey,
  type: 'microsoft.security/assessments',
  properties: {
    ResourceDetails: { Source: 'Azure', Id: `${pod}/pods/tables-1`, ResourceName: 'tables-1' },
    DisplayName: 'Containers should have vulnerability findings resolved',
    Status: { Code: 'Unhealthy' },
    AdditionalData: {
      CVEs: typeof cves === 'string' ? cves : JSON.stringify(cves),
      HighestSeverity: 'High',
      ImageUri: 'tideimages.azurecr.io/tide/tables:1.4',
      Digest: 'sha256:abc1',
    },
    ...properties,
  },
});

/** Shapes E and F: continuous export puts an envelope around a record. */
export const exported = (
  record: object,
  action: 'Insert' | 'Delete' = 'Insert',
  kind: 'assessment' | 'subAssessment' = 'assessment',
  isSnapshot = false,
) => ({
  [`${kind}EventDataEnrichment`]: { action, apiVersion: '2019-01-01', isSnapshot },
  ...record,
});

/** The same value with each key in another casing. */
export function withKeys(value: unknown, change: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => withKeys(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [change(key), withKeys(member, change)]),
  );
}
