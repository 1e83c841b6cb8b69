import { readAssessmentId } from '../../../shared/defender/assessment-id';
import { defenderSeverity } from '../../../shared/defender/defender-severity';
import { derivedEventId } from '../../../shared/defender/derived-event-id';
import { plainText } from '../../../shared/defender/plain-text';
import { portalLink } from '../../../shared/defender/portal-link';
import { unwrapRecords } from '../../../shared/defender/unwrap-records';

describe('readAssessmentId', () => {
  it.each([
    ['/S/x/providers/Microsoft.Security/assessments/K', { scope: '/s/x', assessmentKey: 'k' }],
    [
      '/s/x/PROVIDERS/microsoft.security/ASSESSMENTS/k/SubAssessments/N',
      { scope: '/s/x', assessmentKey: 'k', subAssessmentKey: 'n' },
    ],
    ['/s/x/providers/Microsoft.Security/alerts/k', undefined],
    ['/providers/Microsoft.Security/assessments/k', undefined],
    ['', undefined],
  ])('%s', (id, parts) => expect(readAssessmentId(id)).toEqual(parts));
});

describe('defenderSeverity', () => {
  it.each([
    [['High'], 'High'],
    [['critical'], 'Critical'],
    [[undefined, '', 'Unknown', 'low'], 'Low'],
    [['None'], 'Informational'],
    [[undefined], undefined],
  ])('of %j is %s', (candidates, severity) => expect(defenderSeverity(...candidates)).toBe(severity));
});

describe('portalLink', () => {
  const resource = '/subscriptions/s-1/resourcegroups/rg/x';
  const fallback = `https://portal.azure.com/#resource${resource}`;
  it.each([
    [{ links: { azurePortalUri: 'https://www.portal.azure.com/a' } }, 'https://www.portal.azure.com/a'],
    [{ Links: { AzurePortal: 'portal.azure.com/#blade/x' } }, 'https://portal.azure.com/#blade/x'],
    [{ links: { azurePortal: 'portal.azure.us/a' } }, 'https://portal.azure.us/a'],
    [{ links: { azurePortal: 'javascript:alert(1)' } }, fallback],
    [{ links: { azurePortal: 'http://portal.azure.com/a' } }, fallback],
    [{ links: { azurePortal: 'https://portal.azure.com.example.com/a' } }, fallback],
    [{ links: { azurePortal: 'https://a@portal.azure.com/' } }, fallback],
    [{}, fallback],
  ])('of %j is %s', (properties, link) => expect(portalLink(properties, resource)).toBe(link));

  it('is none for what is not in Azure', () => expect(portalLink({}, '/aws/x')).toBeUndefined());
});

describe('plainText', () => {
  it.each([
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<ul><li>a</li><li>b</li></ul>', 'a\nb'],
    ['<a href="https://x.example">here</a> &lt;now&gt;', 'here <now>'],
    ['if a < b and List<String> > c', 'if a < b and List<String> > c'],
    [undefined, undefined],
  ])('of %j', (html, text) => expect(plainText(html)).toBe(text));
});

describe('derivedEventId', () => {
  it('is the same within an hour, and another for other content', () => {
    const id = derivedEventId('f', new Date('2026-03-01T08:00:00Z'));
    expect(derivedEventId('f', new Date('2026-03-01T08:59:59Z'))).toBe(id);
    expect(derivedEventId('f', new Date('2026-03-01T09:00:00Z'))).not.toBe(id);
    expect(derivedEventId('g', new Date('2026-03-01T08:00:00Z'))).not.toBe(id);
  });
});

describe('unwrapRecords', () => {
  it.each<[string, unknown, object]>([
    ['an array', [1, 2], { records: [1, 2] }],
    ['one record', { id: 'x', properties: {} }, { records: [{ id: 'x', properties: {} }] }],
    [
      'a list with what is said about it',
      { Id: 'e', Value: [1], timestamp: 't', project_id: 7 },
      { id: 'e', timestamp: 't', projectId: '7', records: [1] },
    ],
  ])('%s', (_, body, posted) => expect(unwrapRecords(body)).toEqual(posted));
});
