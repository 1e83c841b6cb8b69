/** Compiles a pattern to a test of a text. @throws Error whose message says what is wrong with the pattern */
export type RegexCompiler = (pattern: string) => (text: string) => boolean;

/**
 * Patterns are written by people and run over texts that others wrote: RE2 runs in linear time, whatever both say. It is
 * looked for anywhere in the text; anchors narrow it down. The library loads with the first rule that needs it.
 */
export async function loadRegexCompiler(): Promise<RegexCompiler> {
  const { RE2JS } = await import('re2js');
  return (pattern) => {
    const compiled = RE2JS.compile(pattern);
    return (text) => compiled.matcher(text).find();
  };
}
