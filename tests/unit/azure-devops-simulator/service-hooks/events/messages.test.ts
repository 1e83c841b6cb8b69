import { detailedMessage, message } from '../../../../../local/azure-devops/service-hooks/events/messages';
import { aChange, aRevision, organization, project } from '../../../../support/builders/a-work-item-change';

const place = { organization, project, baseUrl: 'http://localhost:1/Birchwater' };
const url = `http://localhost:1/Birchwater/web/wi.aspx?pcguid=${organization.collectionId}&id=7`;

describe('message', () => {
  it('says what happened in three formats, and escapes HTML', () => {
    expect(message(aChange(), aRevision(), place)).toEqual({
      text: `Bug #7 (Fix <b> & "c") updated by Noor Abed.\r\n(${url})`,
      html: `<a href="${url.replace('&', '&amp;')}">Bug #7</a> (Fix &lt;b&gt; &amp; &quot;c&quot;) updated by Noor Abed.`,
      markdown: `[Bug #7](${url}) (Fix <b> & "c") updated by Noor Abed.`,
    });
  });

  it.each([
    ['created', 'created by'],
    ['commented', 'commented on by'],
    ['deleted', 'deleted by'],
    ['restored', 'restored by'],
  ] as const)('%s', (kind, words) => {
    expect(message(aChange({ kind }), aRevision(), place).text).toMatch(words);
  });
});

describe('detailedMessage', () => {
  it('tells the new state', () => {
    const { text, html, markdown } = detailedMessage(aChange(), aRevision(), place);
    expect(text).toMatch(/\r\n\r\n- New State: Active\r\n$/);
    expect(html).toMatch(/<ul>\r\n<li>New State: Active<\/li><\/ul>$/);
    expect(markdown).toMatch(/\r\n\r\n\* New State: Active\r\n$/);
  });

  it('tells no state that stayed', () => {
    const change = aChange({ changedFields: { 'System.Title': { newValue: 'x' } } });
    expect(detailedMessage(change, aRevision(), place)).toEqual(message(change, aRevision(), place));
  });

  it('tells the comment', () => {
    const change = aChange({ kind: 'commented', comment: '<p>done</p>' });
    expect(detailedMessage(change, aRevision(), place).html).toMatch(/<br\/><p>done<\/p>$/);
  });

  it('tells who it is assigned to when it is created', () => {
    const { text } = detailedMessage(aChange({ kind: 'created' }), aRevision(), place);
    expect(text).toMatch(
      '- Assigned to: Noor Abed <noor@birchwater.example>\r\n- Comment: \r\n- Severity: \r\n',
    );
  });
});
