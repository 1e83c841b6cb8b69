/** JSON Patch (RFC 6902) as the work item API takes it. */
export interface JsonPatchOperation {
  op: 'add' | 'replace' | 'remove' | 'test';
  path: string;
  value?: unknown;
}

export const setField = (referenceName: string, value: unknown): JsonPatchOperation => ({
  op: 'add',
  path: `/fields/${referenceName}`,
  value,
});

/** Refuses the whole patch with 412 unless the work item is at this revision (facts: azure-devops.md section 4.4). */
export const testRevision = (rev: number): JsonPatchOperation => ({ op: 'test', path: '/rev', value: rev });

/** A link to a web page; the comment is what people see beside it. */
export const addHyperlink = (url: string, comment: string): JsonPatchOperation => ({
  op: 'add',
  path: '/relations/-',
  value: { rel: 'Hyperlink', url, attributes: { comment } },
});

/** A link to another work item (facts: azure-devops.md section 4.5). */
export const addRelated = (workItemApiUrl: string): JsonPatchOperation => ({
  op: 'add',
  path: '/relations/-',
  value: { rel: 'System.LinkTypes.Related', url: workItemApiUrl },
});

/** Long text: value and format go into the same patch, the format never alone (facts: section 4.6). */
export const setLongText = (
  referenceName: string,
  text: string,
  format: 'html' | 'markdown',
): JsonPatchOperation[] => [
  setField(referenceName, text),
  {
    op: 'add',
    path: `/multilineFieldsFormat/${referenceName}`,
    value: format === 'markdown' ? 'Markdown' : 'Html',
  },
];
