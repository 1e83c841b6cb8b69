import { cutTitle } from '../../../../shared/azure-devops/text/cut-title';

const family = '👨‍👩‍👧';

describe('cutTitle', () => {
  it.each([
    ['leaves a short one alone', 'Log4j RCE', 'Log4j RCE'],
    ['leaves 255 units alone', 'x'.repeat(255), 'x'.repeat(255)],
    ['cuts the 256th and says so', 'x'.repeat(256), `${'x'.repeat(254)}…`],
    ['makes one line', ' a\r\n\tb\u0000c\u2028d ', 'a b c d'],
    ['drops a surrogate pair whole', `${'x'.repeat(253)}😀😀`, `${'x'.repeat(253)}…`],
    ['keeps a pair that fits', `${'x'.repeat(252)}😀😀`, `${'x'.repeat(252)}😀…`],
    ['does not break up a family', `${'x'.repeat(250)}${family}`, `${'x'.repeat(250)}…`],
    ['keeps an accent with its letter', `${'x'.repeat(253)}e\u0301zz`, `${'x'.repeat(253)}…`],
    ['leaves no blank before the ellipsis', `${'x'.repeat(253)} yyy`, `${'x'.repeat(253)}…`],
    ['replaces half a character', 'a\uD83Db', 'a\uFFFDb'],
    ['is empty where nothing is to be shown', '\n\t ', ''],
  ])('%s', (_, title, expected) => expect(cutTitle(title)).toBe(expected));
});
