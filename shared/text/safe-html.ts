import { toHtml } from '../azure-devops/text/long-text';
import { markdownToHtml } from './markdown-to-html';

/** HTML that can be shown to anybody, from either format that comments come in. */
export const toSafeHtml = async (text: string, format: 'html' | 'markdown'): Promise<string> =>
  (await toHtml(format === 'markdown' ? await markdownToHtml(text) : text)).trim();
