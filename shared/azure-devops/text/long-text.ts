import { cutText } from './cut-text';

/** The longest long text, in characters (facts: azure-devops.md section 4.12). */
const longestText = 1_000_000;

/** What ADO's editor makes; anything that runs, loads by itself or leaves the page's place is not. */
const html = {
  allowedTags: [
    ...['p', 'div', 'span', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'code'],
    ...['b', 'strong', 'i', 'em', 'u', 's', 'sub', 'sup', 'a', 'ul', 'ol', 'li'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'title'], th: ['colspan', 'rowspan'], td: ['colspan', 'rowspan'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
};

const withoutControls = (text: string) =>
  text.replace(/(?![\t\n\r])\p{Cc}/gu, '').replace(/\p{Cs}/gu, '\uFFFD');

/**
 * Markdown for ADO. It takes `<` and `>` for tags and drops them, so they are escaped (facts: azure-devops.md section
 * 4.6); a `>` that begins a line is a quotation and stays.
 */
export function toMarkdown(text: string): string {
  const escaped = withoutControls(text)
    .replaceAll('<', '&lt;')
    .replace(
      /^((?: {0,3}>)*)(.*)$/gm,
      (_line, quote: string, rest: string) => quote + rest.replaceAll('>', '&gt;'),
    );
  return cutText(escaped, longestText);
}

/** HTML for ADO, with nothing in it that could run. The library loads on first use. */
export async function toHtml(text: string): Promise<string> {
  const { default: sanitize } = await import('sanitize-html');
  let source = withoutControls(text);
  let clean = sanitize(source, html);
  // Cut before cleaning, so that whatever is left open gets closed.
  while (clean.length > longestText) {
    source = cutText(source, Math.floor(source.length * Math.min(0.98, longestText / clean.length)));
    clean = sanitize(source, html);
  }
  return clean;
}

/** Plain text as HTML: what it says is shown, not carried out. */
export const plainToHtml = (text: string): string =>
  withoutControls(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\r?\n/g, '<br>');

/** A long text in the format that is written with it (setLongText of json-patch.ts). */
export const toLongText = (text: string, format: 'html' | 'markdown'): Promise<string> =>
  format === 'html' ? toHtml(text) : Promise.resolve(toMarkdown(text));
