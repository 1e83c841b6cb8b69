import MarkdownIt from 'markdown-it';

/** HTML inside Markdown is shown as text; what comes out is sanitised all the same. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });

export const markdownToHtml = (text: string): string => markdown.render(text).trim();
