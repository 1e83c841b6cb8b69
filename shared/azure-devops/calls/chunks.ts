/** The most ids or entries that one request may carry (facts: azure-devops.md sections 4.8 and 4.9, VS403474). */
export const mostPerRequest = 200;

export const chunksOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
