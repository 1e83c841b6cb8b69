import { badInput } from './errors';

const line = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:(.*)$/;

/** Headers as the input `httpHeaders` gives them: lines `Name:value` (facts: azure-devops.md section 7.2). */
export function readHttpHeaders(text = ''): Record<string, string> {
  const lines = text.split(/[\r\n\f]+/).filter((one) => one.trim() !== '');
  return Object.fromEntries(
    lines.map((one) => {
      const [, name, value] = line.exec(one.trim()) ?? [];
      if (name === undefined || value === undefined || value.trim() === '')
        throw badInput(
          "Invalid value for the input 'httpHeaders' (HTTP headers): expected lines 'Name:value'.",
        );
      return [name, value.trim()];
    }),
  );
}
