import { isObject, member, objectAt, textAt } from './json-values';

/** What an error answer says of itself (facts: azure-devops.md section 3.1). */
export interface ErrorEnvelope {
  /** e.g. `RuleValidationException`; empty where the answer has none. */
  typeKey: string;
  /** The code that the message begins with, e.g. `TF401232`; empty without. */
  code: string;
  message: string;
  customProperties: Record<string, unknown>;
}

const longestText = 300;

/** A text of Azure DevOps, fit to be shown: one line, bounded. Only for texts whose type has been recognised. */
export const shownText = (message: string): string => {
  const line = message.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length <= longestText ? line : `${line.slice(0, longestText)}…`;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * Reads the envelope of an error. A routing error has none, only its text in a header, URL-encoded (section 1.4).
 * @param body the parsed JSON, or undefined
 */
export function readErrorEnvelope(
  body: unknown,
  serviceErrorHeader: string | undefined,
): ErrorEnvelope | undefined {
  if (!isObject(body) && serviceErrorHeader === undefined) return undefined;
  const message = textAt(body, 'message') ?? decoded(serviceErrorHeader ?? '');
  return {
    typeKey: textAt(body, 'typeKey') ?? '',
    code: /^\s*((?:TF|VS)\d+)\b/.exec(message)?.[1] ?? '',
    message,
    customProperties: isObject(member(body, 'customProperties')) ? objectAt(body, 'customProperties') : {},
  };
}
