import { escapeHtml, escapeMarkdown } from './render-template';

export type TextFormat = 'markdown' | 'html';

/** A table for a work item: for reading, so that of many rows only the first are listed. */
export interface TextTable {
  titles: string[];
  rows: string[][];
  /** Rows that are not listed. */
  more: number;
}

/** A cell is one line: a line break would end the row. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ');

function toMarkdown({ titles, rows, more }: TextTable): string {
  const line = (cells: string[]) => `| ${cells.map((text) => escapeMarkdown(oneLine(text))).join(' | ')} |`;
  return [
    line(titles),
    `|${titles.map(() => ' --- ').join('|')}|`,
    ...rows.map(line),
    ...(more > 0 ? ['', `and ${more} more`] : []),
  ].join('\n');
}

function toHtml({ titles, rows, more }: TextTable): string {
  const line = (tag: string, cells: string[]) =>
    `<tr>${cells.map((text) => `<${tag}>${escapeHtml(oneLine(text))}</${tag}>`).join('')}</tr>`;
  const body = rows.map((cells) => line('td', cells)).join('');
  const rest = more > 0 ? `<div>and ${more} more</div>` : '';
  return `<table><thead>${line('th', titles)}</thead><tbody>${body}</tbody></table>${rest}`;
}

export const renderTable = (table: TextTable, format: TextFormat): string =>
  format === 'html' ? toHtml(table) : toMarkdown(table);
