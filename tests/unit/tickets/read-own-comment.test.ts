import { toSafeHtml } from '../../../shared/text/safe-html';
import { attributedComment } from '../../../shared/tickets/comment-text';
import { readOwnComment } from '../../../shared/tickets/read-own-comment';

const link = 'https://connector.example/api/tickets/ticket-1/comments#key_1';
const posted = (html: string, author?: string) => toSafeHtml(attributedComment(html, author, link), 'html');

describe('readOwnComment', () => {
  it.each([
    ['a plain comment', '<p>Fixed in 2.4</p>', 'Mika Lund'],
    ['a name that needs escaping', 'done', 'R&D <"A\'s">'],
    ['nested elements', '<div>a<div>b</div></div><div>c</div>', 'Mika Lund'],
  ])('reads back %s as it was posted', async (_, html, author) => {
    const own = readOwnComment(await posted(html, author), 'ticket-1');
    expect(own).toEqual({ postKey: 'key_1', author, html });
  });

  it.each([
    ['another ticket', (html: string) => html.replace('ticket-1', 'ticket-2')],
    ['a quotation', (html: string) => `<blockquote>${html}</blockquote>I agree`],
    ['words before it', (html: string) => `See: ${html}`],
    ['words after it', (html: string) => `${html}<p>I agree</p>`],
    ['other words', () => '<div>Looking into it</div>'],
  ])('does not take %s for ours', async (_, change) => {
    expect(readOwnComment(change(await posted('Fixed', 'Mika Lund')), 'ticket-1')).toBeUndefined();
  });
});
