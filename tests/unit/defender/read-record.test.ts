import { readRecord } from '../../../shared/defender/read-record';
import {
  anAssessment,
  anImageRow,
  aPackedAssessment,
  aSubAssessment,
  exported,
  machine,
  registry,
  withKeys,
} from '../../support/builders/a-defender-record';

const findingsOf = (record: unknown, before?: string[]) => {
  const reading = readRecord(record, before);
  return reading.kind === 'findings' ? reading.findings.map(({ raw }) => raw) : [];
};
const statusesOf = (record: unknown, before?: string[]) =>
  Object.fromEntries(
    findingsOf(record, before).map((raw) => [String(raw.finding_number), raw.justification_status_name]),
  );

describe('readRecord, an assessment', () => {
  it('is a finding per recommendation on the resource', () => {
    expect(findingsOf(anAssessment())).toEqual([
      expect.objectContaining({
        finding_number: '1195afff-c881-495e-9bc5-1486211ae03f',
        finding_name: 'Machines should have vulnerability findings resolved',
        finding_type: 'Compliance',
        finding_severity: 'Low',
        finding_description: 'Known weaknesses.',
        finding_recommendation: 'Patch it.\nThen restart & check.',
        finding_link: 'https://portal.azure.com/#blade/Tide',
        justification_status_name: 'Active',
        asset_id: machine.toLowerCase(),
        asset_name: 'Berth-Gateway',
        asset_type: 'Host',
        resource_group: 'rg-tide',
        subscription_id: '3f1c9a52-0000-4000-8000-000000000007',
      }),
    ]);
  });
});

describe('readRecord, a sub-assessment', () => {
  it('is a finding by its one CVE', () => {
    expect(findingsOf(aSubAssessment())).toEqual([
      expect.objectContaining({
        finding_number: 'CVE-2026-6542',
        finding_cve: 'CVE-2026-6542',
        finding_name: 'Terminal client integer overflow',
        finding_type: 'Vulnerability',
        finding_severity: 'Medium',
        finding_recommendation: 'Upgrade to 0.68',
        finding_references: 'https://vendor.example.com/a',
        finding_link: `https://portal.azure.com/#resource${machine.toLowerCase()}`,
      }),
    ]);
  });

  it.each([
    ['several CVEs', [{ title: 'CVE-2026-1000' }, { title: 'CVE-2026-1001' }], 'CVE-2026-1000,CVE-2026-1001'],
    ['none', [], undefined],
    ['the same twice', [{ title: 'cve-2026-1000' }, { title: 'CVE-2026-1000' }], 'CVE-2026-1000'],
  ])('goes by the id of the scanner unless it has exactly one CVE: %s', (_, cve, all) => {
    const [finding] = findingsOf(aSubAssessment({ additionalData: { cve } }));
    expect(finding).toMatchObject({
      finding_number: all?.includes(',') === false ? all : '370361',
      finding_cve: all,
    });
  });

  it('is found below additionalData.data as well', () => {
    const cve = [{ title: 'CVE-2026-1000' }];
    expect(findingsOf(aSubAssessment({ additionalData: { data: { cve } } }))[0]).toMatchObject({
      finding_number: 'CVE-2026-1000',
    });
  });

  it('is about an image in its registry, with package and exploitability', () => {
    expect(findingsOf(anImageRow())[0]).toMatchObject({
      finding_number: 'CVE-2026-42969',
      finding_severity: 'High',
      finding_exploitable: '1',
      finding_package: 'tidepy',
      finding_package_version: '1.11.0.0',
      finding_recommendation: 'Update tidepy to 1.12.',
      finding_references: 'https://advisories.example.com/42969',
      asset_id: `${registry}/repositories/tide/tables/images/sha256:abc1`.toLowerCase(),
      asset_name: 'tideimages.azurecr.io/tide/tables@sha256:abc1',
      asset_type: 'Container Image',
      image_repo: 'tide/tables',
      image_tag: '1.4,latest',
      operating_system_name: 'ubuntu_linux_24.04',
    });
  });

  it.each([
    ['OnPremise', { source: 'OnPremise', machineName: 'quay-7', vmuuid: 'u-1' }, 'quay-7'],
    ['OnPremiseSql', { source: 'OnPremiseSql', machineName: 'quay-7', databaseName: 'berths' }, 'berths'],
  ])('is about a machine elsewhere: %s', (_, resourceDetails, name) => {
    expect(findingsOf(aSubAssessment({ resourceDetails }))[0]).toMatchObject({
      asset_id: machine.toLowerCase(),
      asset_name: name,
    });
  });
});

describe('readRecord, a packed assessment', () => {
  const cves = [
    { CVE: 'CVE-2026-22872', Severity: 'Medium', BaseScore: 6.5 },
    { CVE: 'CVE-2026-22873' },
    { CVE: 'CVE-2026-22872', Severity: 'Medium', BaseScore: 6.5 },
  ];

  it('is a finding per CVE', () => {
    expect(findingsOf(aPackedAssessment(cves))).toEqual([
      expect.objectContaining({
        finding_number: 'CVE-2026-22872',
        finding_severity: 'Medium',
        asset_name: 'tideimages.azurecr.io/tide/tables:1.4',
        asset_type: 'Container',
        image_id: 'sha256:abc1',
      }),
      expect.objectContaining({ finding_number: 'CVE-2026-22873', finding_severity: 'High' }),
    ]);
  });

  it('mitigates what it does not list any more, and says what it lists', () => {
    const reading = readRecord(aPackedAssessment(cves), ['CVE-2026-22872', 'CVE-2020-0001']);
    expect(reading).toMatchObject({ packed: { cves: ['CVE-2026-22872', 'CVE-2026-22873'] } });
    expect(statusesOf(aPackedAssessment(cves), ['CVE-2026-22872', 'CVE-2020-0001'])).toEqual({
      'CVE-2026-22872': 'Active',
      'CVE-2026-22873': 'Active',
      'CVE-2020-0001': 'Scan Mitigated',
    });
  });

  it.each([
    ['healthy', { Status: { Code: 'Healthy' } }, 'Scan Mitigated'],
    ['exempt', { Status: { Code: 'NotApplicable', Cause: 'Exempt' } }, 'Exception Granted'],
  ])(
    'says of all that it ever listed how it stands when it is %s, without a list',
    (_, properties, label) => {
      const record = aPackedAssessment('', { ...properties, AdditionalData: {} });
      expect(statusesOf(record, ['CVE-2026-1000', 'CVE-2026-1001'])).toEqual({
        'CVE-2026-1000': label,
        'CVE-2026-1001': label,
      });
    },
  );

  it.each(['{"CVE":"CVE-2026-1000"}', '[{"CVE":', 'none'])('cannot be read when the list is %s', (text) => {
    expect(readRecord(aPackedAssessment(text), undefined)).toEqual({
      kind: 'rejected',
      reason: 'properties.additionalData.CVEs is not a JSON list',
    });
  });
});

describe('readRecord, whether it is remediated', () => {
  const status = (code: string, cause = '') => ({ status: { code, cause, severity: 'High' } });

  it.each([
    ['Unhealthy', aSubAssessment(status('Unhealthy')), 'Active'],
    ['unhealthy in small letters', aSubAssessment(status('unhealthy')), 'Active'],
    ['Healthy', aSubAssessment(status('Healthy')), 'Scan Mitigated'],
    ['Exempt', aSubAssessment(status('NotApplicable', 'Exempt')), 'Exception Granted'],
    ['an insert', exported(aSubAssessment(), 'Insert', 'subAssessment'), 'Active'],
    ['a snapshot', exported(aSubAssessment(), 'Insert', 'subAssessment', true), 'Active'],
    ['a delete', exported(aSubAssessment(), 'Delete', 'subAssessment'), 'Scan Mitigated'],
    ['a delete of an assessment', exported(anAssessment(), 'Delete'), 'Scan Mitigated'],
  ])('%s', (_, record, label) => {
    expect(Object.values(statusesOf(record))).toEqual([label]);
  });

  it.each(['OffByPolicy', 'UnsupportedPricingPlan', 'N/A', ''])(
    'changes nothing when not applicable because of "%s"',
    (cause) => {
      expect(readRecord(aSubAssessment(status('NotApplicable', cause)), undefined)).toEqual({
        kind: 'unchanged',
      });
    },
  );

  it.each([
    ['in the status', { status: { code: 'NotApplicable', cause: 'Exempt', expiresOn: '2026-12-01' } }],
    [
      'in an exemption',
      { ...status('NotApplicable', 'Exempt'), exemption: { expiresOn: '2026-12-01T00:00:00Z' } },
    ],
    [
      'in the details',
      { ...status('NotApplicable', 'Exempt'), additionalData: { exemption: { expiresOn: '2026-12-01' } } },
    ],
  ])('an exemption ends when it says so %s', (_, properties) => {
    expect(findingsOf(aSubAssessment(properties))[0]).toMatchObject({
      status_expires_at: '2026-12-01T00:00:00.000Z',
    });
  });
});

describe('readRecord, keys in any casing', () => {
  const cases: [string, (key: string) => string][] = [
    ['PascalCase', (key) => key.charAt(0).toUpperCase() + key.slice(1)],
    ['lower case', (key) => key.toLowerCase()],
    ['upper case', (key) => key.toUpperCase()],
  ];
  it.each(cases)('%s', (_, change) => {
    for (const record of [
      anAssessment(),
      aSubAssessment(),
      anImageRow(),
      aPackedAssessment([{ CVE: 'CVE-2026-1' }]),
    ])
      expect(readRecord(withKeys(record, change), undefined)).toEqual(readRecord(record, undefined));
    expect(statusesOf(withKeys(exported(aSubAssessment(), 'Delete', 'subAssessment'), change))).toEqual({
      'CVE-2026-6542': 'Scan Mitigated',
    });
  });
});

describe('readRecord, what is no record', () => {
  it.each<[string, unknown, string]>([
    ['text', 'x', 'is not an object'],
    ['nothing', null, 'is not an object'],
    ['no id', { ...anAssessment(), id: '' }, 'id is missing'],
    [
      'the id of something else',
      { ...anAssessment(), id: machine },
      'id is not that of an assessment or sub-assessment',
    ],
    [
      'an alert',
      { id: `${machine}/providers/Microsoft.Security/alerts/1` },
      'id is not that of an assessment or sub-assessment',
    ],
    ['no properties', { ...anAssessment(), properties: 'x' }, 'properties are missing'],
    ['no status', anAssessment({ status: {} }), 'properties.status.code is missing'],
    ['another status', anAssessment({ status: { code: 'Tired' } }), 'properties.status.code is "Tired"'],
    [
      'a vulnerability without a name',
      aSubAssessment({ id: '', additionalData: {} }),
      'properties.id is missing and no CVE is named',
    ],
  ])('%s', (_, record, reason) => {
    expect(readRecord(record, undefined)).toEqual({ kind: 'rejected', reason });
  });
});
