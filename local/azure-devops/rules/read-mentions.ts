import type { Comment } from '../model/work-item';

const markdownMention = /@<([0-9a-f-]{36})>/gi;
const htmlMention = /data-vss-mention="version:2\.0,\{?([0-9a-f-]{36})\}?"/gi;

/** People whom a comment calls: `@<guid>` in Markdown, a marked link in HTML (facts: azure-devops.md section 4.7). */
export function readMentions({ id, text, format }: Pick<Comment, 'id' | 'text' | 'format'>) {
  const found = [...text.matchAll(format === 'markdown' ? markdownMention : htmlMention)];
  return found.map(([, targetId = '']) => ({
    artifactId: String(id),
    artifactType: 'Person',
    commentId: id,
    targetId: targetId.toLowerCase(),
  }));
}
