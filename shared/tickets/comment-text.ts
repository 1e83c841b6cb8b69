import { escapeHtml } from '../rules/render-template';

/** Mentions would notify people in ADO in the name of whoever wrote in Nucleus (facts: azure-devops.md section 4.7). */
const withoutMentions = (text: string) => text.replace(/@(?=[<\w])/g, '@\u200b');

/**
 * What is posted to ADO for a comment of Nucleus: who said it, then the comment. The link on the name carries a key, by
 * which the comment is found again if the reply to posting it is lost.
 */
export function attributedComment(html: string, author: string | undefined, link: string): string {
  const name = escapeHtml(author ?? 'Nucleus');
  return `<div><a href="${escapeHtml(link)}">${name}</a> (Nucleus):</div><div>${withoutMentions(html)}</div>`;
}
