import { cutText, oneLine } from './cut-text';

/** The longest System.Title (facts: azure-devops.md section 4.12). */
const longestTitle = 255;

/** A title that ADO takes: one line of at most 255 UTF-16 units. Empty if there is nothing to show. */
export const cutTitle = (title: string): string => cutText(oneLine(title), longestTitle);
