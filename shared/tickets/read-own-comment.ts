/** What `attributedComment` makes, as it comes back: ADO and our own sanitiser may reorder attributes, not elements. */
const ownComment =
  /^\s*<div>\s*<a [^>]*?href="[^"]*\/api\/tickets\/([\w-]+)\/comments#([\w-]+)"[^>]*>([^<]*)<\/a> \(Nucleus\):\s*<\/div>\s*<div>([^]*)<\/div>\s*$/;

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

const plain = (html: string) =>
  html.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);

export interface OwnComment {
  /** Key of the request that posted it. */
  postKey: string;
  author: string;
  /** The comment itself, without who said it. */
  html: string;
}

/**
 * Recognises a comment that we have posted for a ticket, whatever became of our memory of it: by the key in the link that
 * it begins with. Somebody who quotes it does not begin so; whoever asks compares the author as well.
 * @param html sanitised
 */
export function readOwnComment(html: string, ticketId: string): OwnComment | undefined {
  const [, id, postKey, author, text] = ownComment.exec(html) ?? [];
  if (id !== ticketId || postKey === undefined || author === undefined || text === undefined)
    return undefined;
  return { postKey, author: plain(author), html: text };
}
