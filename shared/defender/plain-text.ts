const endsLine = /<(?:br|\/p|\/div|\/li|\/ul|\/ol|\/h[1-6]|\/tr)\s*\/?>/gi;
const tag =
  /<\/?(?:a|b|br|code|div|em|font|h[1-6]|i|li|ol|p|pre|span|strong|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** Recommendations come with HTML in them; a finding's text is plain, and is escaped wherever it is shown. */
export function plainText(html: string | undefined): string | undefined {
  return html
    ?.replace(endsLine, '\n')
    .replace(tag, '')
    .replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? entity)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
