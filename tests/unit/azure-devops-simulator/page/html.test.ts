import { html, Markup } from '../../../../local/azure-devops/page/html';

describe('html', () => {
  it('escapes values, keeps markup, joins lists and leaves out what is undefined', () => {
    const item = (text: string) => html`<li title="${text}">${text}</li>`;
    const { text } = html`${['<a>', `"b" & 'c'`].map(item)}${undefined}${new Markup('<hr>')}${3}`;
    expect(text).toBe(
      '<li title="&lt;a&gt;">&lt;a&gt;</li><li title="&quot;b&quot; &amp; &#39;c&#39;">&quot;b&quot; &amp; &#39;c&#39;</li><hr>3',
    );
  });
});
