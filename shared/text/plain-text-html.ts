/** The words of an HTML text, safe to show as HTML: no tag survives. For our own sentences as they come back. */
export const plainTextHtml = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\s+/g, ' ')
    .trim();
