import { toWorkItem } from '../../../../shared/azure-devops/answers/to-work-item';

const organizationUrl = 'https://dev.azure.com/Tailspin';

describe('toWorkItem', () => {
  it('reads a work item with everything', () => {
    const href = `${organizationUrl}/b1a2/_workitems/edit/7`;
    expect(
      toWorkItem(
        {
          id: 7,
          rev: 3,
          fields: { 'System.Title': 'x' },
          relations: [{ rel: 'Hyperlink', url: 'https://x.example', attributes: { comment: 'c' } }],
          multilineFieldsFormat: { 'System.Description': 'markdown' },
          commentVersionRef: { commentId: 5, version: 2, url: 'u' },
          _links: { html: { href } },
        },
        organizationUrl,
      ),
    ).toEqual({
      id: 7,
      rev: 3,
      fields: { 'System.Title': 'x' },
      relations: [{ rel: 'Hyperlink', url: 'https://x.example', attributes: { comment: 'c' } }],
      multilineFieldsFormat: { 'System.Description': 'markdown' },
      commentVersionRef: { commentId: 5, version: 2 },
      webUrl: href,
    });
  });

  it('makes the link where lists leave it out', () =>
    expect(
      toWorkItem({ id: 7, rev: 1, fields: { 'System.TeamProject': 'Web Shop' } }, organizationUrl).webUrl,
    ).toBe(`${organizationUrl}/Web%20Shop/_workitems/edit/7`));

  it('reads the answer of a dry run, which has no id', () =>
    expect(toWorkItem({ fields: {} }, organizationUrl)).toMatchObject({ id: 0, rev: 0 }));

  it.each([[undefined], [null], ['x'], [{ id: 7 }], [{ fields: [] }]])('refuses %j', (value) =>
    expect(() => toWorkItem(value, organizationUrl)).toThrow('no work item'),
  );
});
