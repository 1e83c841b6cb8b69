/** What is stored, without the moments of writing it: two histories that differ in nothing else are equal. */
export function withoutClock(contents: unknown): unknown {
  return JSON.parse(
    JSON.stringify(contents, (key, value: unknown) =>
      key === 'updatedAt' || key === 'receivedAt' ? undefined : value,
    ),
  ) as unknown;
}
