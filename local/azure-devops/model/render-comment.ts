import MarkdownIt from 'markdown-it';
import { sanitizeHtml } from '../rules/sanitize-html';
import type { Comment } from './work-item';

const markdown = new MarkdownIt({ html: true, linkify: true });

/** A comment as HTML, whatever it was written in. */
export const renderComment = ({ text, format }: Pick<Comment, 'text' | 'format'>): string =>
  sanitizeHtml(format === 'markdown' ? markdown.render(text) : text);
