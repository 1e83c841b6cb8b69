import sanitize from 'sanitize-html';

/**
 * HTML as it is stored: without scripts, handlers and foreign schemes, so stored is not what was sent (facts:
 * azure-devops.md section 4.6).
 */
export const sanitizeHtml = (html: string): string =>
  sanitize(html, {
    allowedTags: [...sanitize.defaults.allowedTags, 'img', 'h1', 'h2', 'del', 'ins', 'font'],
    allowedAttributes: {
      '*': ['style', 'align', 'title'],
      a: ['href', 'target', 'rel', 'data-vss-mention'],
      img: ['src', 'alt', 'width', 'height'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'vstfs'],
  });
