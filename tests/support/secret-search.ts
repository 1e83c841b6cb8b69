/** A text that somebody could read, and where it is. */
export interface ReadableText {
  where: string;
  text: string;
}

/** Ways in which a secret is written into headers, addresses and dumps. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Inside a longer base64 text, a secret begins at one of three offsets.
  const embedded = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(offset === 0 ? 0 : offset + 1, -1);
  });
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      bytes.toString('hex'),
      bytes.toString('base64url'),
      ...embedded,
    ]),
  ];
}

/** A signed token: three parts, the first of which begins as every JSON object does. */
const token = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/;

/** Where a secret is, in any form, or any token; the secret itself is only named. */
export function findSecrets(
  texts: readonly ReadableText[],
  secrets: Readonly<Record<string, string>>,
): { where: string; what: string }[] {
  const wanted = Object.entries(secrets).map(([name, secret]) => ({ name, forms: formsOf(secret) }));
  return texts.flatMap(({ where, text }) => {
    const found = wanted.filter(({ forms }) => forms.some((form) => text.includes(form)));
    const what = [...found.map(({ name }) => name), ...(token.test(text) ? ['a token'] : [])];
    return what.map((name) => ({ where, what: name }));
  });
}
