/** What the ARM id of an assessment says; ids differ in case, so all is in lower case. */
export interface AssessmentId {
  /** The resource that was assessed, or the one that holds it (a registry holds images). */
  scope: string;
  /** The recommendation: the same key for the same recommendation on every resource. */
  assessmentKey: string;
  /** One vulnerability under it: the same key for one vulnerability of one resource. */
  subAssessmentKey?: string;
}

const form =
  /^(\/.+)\/providers\/microsoft\.security\/assessments\/([^/]+)(?:\/subassessments\/([^/]+))?\/?$/;

export function readAssessmentId(id: string): AssessmentId | undefined {
  const parts = form.exec(id.trim().toLowerCase());
  if (!parts) return undefined;
  const [, scope = '', assessmentKey = '', subAssessmentKey] = parts;
  return { scope, assessmentKey, ...(subAssessmentKey === undefined ? {} : { subAssessmentKey }) };
}
