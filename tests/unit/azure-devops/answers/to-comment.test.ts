import { toComment } from '../../../../shared/azure-devops/answers/to-comment';

const comment = {
  workItemId: 7,
  id: 12345678,
  version: 1,
  text: '<div>x</div>',
  createdBy: { id: 'ABC', displayName: 'Robin Field', uniqueName: 'robin@tailspin.example' },
  createdDate: '2026-03-01T12:00:00.1Z',
  modifiedDate: '2026-03-01T12:00:00.1Z',
  format: 'html',
};

describe('toComment', () => {
  it('reads one that nobody has changed', () =>
    expect(toComment(comment)).toEqual({
      id: 12345678,
      version: 1,
      text: '<div>x</div>',
      format: 'html',
      createdBy: 'Robin Field',
      createdById: 'abc',
      createdAt: '2026-03-01T12:00:00.1Z',
      modifiedAt: undefined,
      deleted: false,
    }));

  it('reads a changed, a deleted and a Markdown one', () =>
    expect(
      toComment({
        ...comment,
        version: 2,
        modifiedDate: '2026-03-02T00:00:00Z',
        isDeleted: true,
        format: 'Markdown',
      }),
    ).toMatchObject({ version: 2, modifiedAt: '2026-03-02T00:00:00Z', deleted: true, format: 'markdown' }));

  it('refuses one without id', () => expect(() => toComment({ text: 'x' })).toThrow('no comment'));
});
