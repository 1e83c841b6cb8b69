/** Nucleus's severities, the highest first (facts: nucleus.md section 4). */
export const severities = ['Critical', 'High', 'Medium', 'Low', 'Informational'] as const;

/** 0 for the highest; names that Nucleus does not have come last. */
export const severityRank = (severity: string) => {
  const position = severities.findIndex((name) => name.toLowerCase() === severity.toLowerCase());
  return position === -1 ? severities.length : position;
};

/** The highest of some severities; names that Nucleus does not have come last. */
export function highestSeverity(values: readonly (string | undefined)[]): string | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.sort((a, b) => severityRank(a) - severityRank(b))[0];
}
