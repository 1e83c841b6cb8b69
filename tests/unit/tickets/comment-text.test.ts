import { attributedComment } from '../../../shared/tickets/comment-text';

const link = 'https://connector.example/api/tickets/t1#k1';

describe('attributedComment', () => {
  it('says who said it, and carries the key in the link', () => {
    expect(attributedComment('<p>Hello</p>', 'Ada Quist', link)).toBe(
      `<div><a href="${link}">Ada Quist</a> (Nucleus):</div><div><p>Hello</p></div>`,
    );
  });

  it('names Nucleus where nobody is named', () => {
    expect(attributedComment('x', undefined, link)).toContain('>Nucleus</a>');
  });

  it('lets a name bring in no markup', () => {
    expect(attributedComment('x', '<b>Ada</b>', link)).toContain('>&#60;b&#62;Ada&#60;/b&#62;</a>');
  });

  it.each(['@<b0000000-0000-4000-8000-00000000000a>', '@Mika'])('lets %s notify nobody', (mention) => {
    expect(attributedComment(mention, 'Ada', link)).not.toContain(mention);
  });
});
