import type { RawFinding } from '../nucleus/finding';
import type { AssessmentId } from './assessment-id';
import { assetOf } from './asset-of';
import { defenderSeverity } from './defender-severity';
import { firstText, textAt } from './loose-members';
import { plainText } from './plain-text';
import { portalLink } from './portal-link';
import type { RecordFinding } from './record-reading';

/** What an assessment says whatever it stands for: its advice, its severity, its link. */
export const commonFields = (id: AssessmentId, properties: unknown): RawFinding => ({
  finding_description: plainText(textAt(properties, 'metadata', 'description')),
  finding_recommendation: plainText(textAt(properties, 'metadata', 'remediationDescription')),
  finding_discovered: textAt(properties, 'status', 'firstEvaluationDate'),
  finding_link: portalLink(properties, id.scope),
});

/** An assessment is one recommendation on one resource (facts: nucleus.md section 15.3). */
export function readAssessment(id: AssessmentId, properties: unknown, status: RawFinding): RecordFinding {
  const title = firstText(textAt(properties, 'displayName'), textAt(properties, 'metadata', 'displayName'));
  return {
    source: id.assessmentKey,
    raw: {
      finding_number: id.assessmentKey,
      finding_name: title ?? id.assessmentKey,
      finding_type: 'Compliance',
      finding_severity: defenderSeverity(
        textAt(properties, 'metadata', 'severity'),
        textAt(properties, 'status', 'severity'),
      ),
      ...commonFields(id, properties),
      ...status,
      ...assetOf(id, properties),
    },
  };
}
