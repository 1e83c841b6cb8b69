import { type HttpAnswer, readAnswer } from '../../../../shared/azure-devops/answers/read-answer';

const organizationUrl = 'https://dev.azure.com/Tailspin';
const now = Date.parse('2026-03-01T12:00:00Z');
const json = 'application/json; charset=utf-8';

const envelope = (typeKey: string, message: string, customProperties?: object) =>
  JSON.stringify({
    $id: '1',
    customProperties,
    message,
    typeName: `X.${typeKey}, X`,
    typeKey,
    errorCode: 0,
    eventId: 3200,
  });

const answer = (status: number, text: string, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  text,
  headers: { 'content-type': json, activityid: 'a-1', ...headers },
});

function errorOf(given: HttpAnswer) {
  const read = readAnswer(given, organizationUrl, now);
  if (read.ok) throw new Error('It was read as a result.');
  return read.error;
}

const page = (title: string) => `<!DOCTYPE html><html><head><title>${title}</title></head></html>`;
const stopped =
  'TF24668: The following team project collection is stopped: Tailspin. Start the collection and then try again.';

describe('readAnswer: results', () => {
  it.each([
    ['an object', answer(200, '{"id":1}'), { id: 1 }],
    ['one behind a byte order mark', answer(200, '\uFEFF{"id":1}'), { id: 1 }],
    ['a slow one', answer(200, '{"id":1}', { 'retry-after': '9' }), { id: 1 }],
    ['nothing', answer(204, ''), undefined],
    ['JSON whatever its type is said to be', answer(200, '[]', { 'content-type': '' }), []],
  ])('%s', (_, given, body) => expect(readAnswer(given, organizationUrl, now)).toEqual({ ok: true, body }));
});

describe('readAnswer: errors', () => {
  const html = { 'content-type': 'text/html; charset=utf-8' };

  it.each<[string, HttpAnswer, string]>([
    ['a sign-in page with 203', answer(203, page('Azure DevOps Services | Sign In'), html), 'token-refused'],
    ['203 whatever is in it', answer(203, '{}'), 'token-refused'],
    ['a sign-in page with 200', answer(200, page('Sign in to your account'), html), 'token-refused'],
    [
      'a redirect to sign in',
      answer(302, '', { location: 'https://dev.azure.com/_signin?x=1' }),
      'token-refused',
    ],
    [
      'another redirect',
      answer(302, '', { location: 'https://dev.azure.com/Other' }),
      'azure-devops-answer-invalid',
    ],
    ['a page of a proxy with 200', answer(200, page('Welcome'), html), 'azure-devops-answer-invalid'],
    ['a page of a proxy with 502', answer(502, page('Bad gateway'), html), 'azure-devops-unavailable'],
    ['a page of a proxy with 400', answer(400, page('Bad request'), html), 'azure-devops-answer-invalid'],
    ['torn JSON', answer(200, '{"id":1,"fie'), 'azure-devops-answer-invalid'],
    ['401', answer(401, ''), 'token-refused'],
    [
      '401 of an ended token',
      answer(
        401,
        envelope(
          'UnauthorizedRequestException',
          "TF400813: The user '' is not authorized to access this resource.",
        ),
      ),
      'not-a-member',
    ],
    [
      '401 of somebody unknown',
      answer(401, envelope('UnauthorizedRequestException', 'TF401444: Please sign-in at least once')),
      'not-a-member',
    ],
    [
      '403',
      answer(
        403,
        envelope(
          'AccessCheckException',
          'TF401289: The current user does not have permissions to create tags.',
        ),
      ),
      'azure-devops-access-denied',
    ],
    ['403 without words', answer(403, ''), 'azure-devops-access-denied'],
    [
      'no work item',
      answer(
        404,
        envelope(
          'WorkItemUnauthorizedAccessException',
          'TF401232: Work item 9 does not exist, or you do not have permissions to read it.',
        ),
      ),
      'not-found-or-not-visible',
    ],
    [
      'no project by name',
      answer(
        404,
        envelope(
          'ProjectDoesNotExistWithNameException',
          'TF200016: The following project does not exist: X.',
        ),
      ),
      'project-not-found',
    ],
    [
      'no project by id',
      answer(
        404,
        envelope('ProjectDoesNotExistException', "VS800075: The project with id 'x' does not exist"),
      ),
      'project-not-found',
    ],
    [
      'no type',
      answer(
        404,
        envelope('WorkItemTypeNotFoundException', 'VS402323: Work item type Nope does not exist in project'),
      ),
      'work-item-type-not-found',
    ],
    [
      'no such address',
      answer(
        404,
        "The controller for path '/P/_apis/wit/workItems/0' was not found or does not implement IController.",
        { 'content-type': 'text/plain; charset=utf-8' },
      ),
      'azure-devops-address-unknown',
    ],
    ['no organization', answer(404, page('404 - Page not found'), html), 'organization-not-found'],
    [
      'a stale revision',
      answer(
        412,
        envelope(
          'TestPatchOperationFailedException',
          'VS403351: Test Operation for path /rev failed, value 4 was not equal to test value 3.',
        ),
      ),
      'revision-conflict',
    ],
    [
      'two writers at once',
      answer(
        409,
        envelope(
          'WorkItemRevisionMismatchException',
          'TF26071: This work item has been changed by someone else since you opened it.',
        ),
      ),
      'revision-conflict',
    ],
    [
      'a link that exists',
      answer(400, envelope('RelationAlreadyExistsException', 'Relation already exists.')),
      'relation-already-exists',
    ],
    [
      'a bad area',
      answer(
        400,
        envelope(
          'InvalidTreeNameException',
          "TF401347: Invalid tree name given for work item -1, field 'System.AreaPath'.",
        ),
      ),
      'area-or-iteration-not-found',
    ],
    [
      'an unknown field',
      answer(400, envelope('FieldDefinitionNotFoundException', 'TF51535: Cannot find field Custom.X.')),
      'field-unknown',
    ],
    [
      'an unknown person',
      answer(
        400,
        envelope(
          'RuleValidationException',
          "The identity value 'x' for field 'Assigned To' is an unknown identity.",
        ),
      ),
      'identity-unknown',
    ],
    [
      'another refusal',
      answer(
        400,
        envelope(
          'VssPropertyValidationException',
          'VS403474: You requested 424 work items which exceeds the limit of 200',
        ),
      ),
      'azure-devops-refused',
    ],
    [
      'a block',
      answer(429, envelope('', 'TF400733: The request has been canceled: Request was blocked')),
      'azure-devops-throttled',
    ],
    ['busy with a time', answer(503, '', { 'retry-after': '5' }), 'azure-devops-throttled'],
    ['busy', answer(503, ''), 'azure-devops-unavailable'],
    ['broken', answer(500, envelope('VssServiceException', 'TF246020: x')), 'azure-devops-unavailable'],
    ['timed out', answer(408, ''), 'azure-devops-unavailable'],
    [
      'an organization that is switched off',
      answer(503, `\uFEFF${envelope('VssServiceException', stopped)}`),
      'organization-stopped',
    ],
    [
      'one, told in the header only',
      answer(503, '', { 'x-tfs-serviceerror': encodeURIComponent(stopped) }),
      'organization-stopped',
    ],
  ])('%s', (_, given, code) => expect(errorOf(given).details.code).toBe(code));

  it('keeps the id that support asks for', () => expect(errorOf(answer(401, '')).activityId).toBe('a-1'));

  it('says how long to wait', () =>
    expect(errorOf(answer(429, '', { 'retry-after': '17' })).details.retryAfterSeconds).toBe(17));

  it('tells the revision that there is', () =>
    expect(
      errorOf(
        answer(
          412,
          envelope(
            '',
            'VS403351: Test Operation for path /rev failed, value 4 was not equal to test value 3.',
          ),
        ),
      ),
    ).toMatchObject({ actualRev: 4, afterLostReply: false }));

  it('shows nothing of a body that it does not recognise', () => {
    const { message } = errorOf(answer(400, JSON.stringify({ message: 'password=hunter2' })));
    expect(message).not.toContain('hunter2');
  });

  it('shows a recognised text, in one bounded line', () => {
    const { message } = errorOf(answer(400, envelope('SomeException', `VS1: a\nb ${'x'.repeat(1_000)}`)));
    expect(message).toContain('VS1: a b xxx');
    expect(message.length).toBeLessThan(500);
  });
});

describe('readAnswer: rule errors', () => {
  const text = "The field 'State' contains the value 'Done' that is not in the list of supported values";

  it('names the field, whose key has another casing than the list it is in', () => {
    const body = envelope('RuleValidationException', text, {
      FieldReferenceName: null,
      RuleValidationErrors: [
        { fieldReferenceName: 'System.State', errorMessage: text, fieldStatusCode: 4194317 },
      ],
    });
    expect(errorOf(answer(400, body))).toMatchObject({
      details: {
        status: 422,
        code: 'work-item-rule-violated',
        extensions: { fields: [{ referenceName: 'System.State', message: text }] },
      },
    });
  });

  it('reads the field out of the text of older errors', () => {
    const body = envelope(
      'RuleValidationException',
      'TF401320: Rule Error for field Team. Error code: Required, InvalidEmpty.',
    );
    expect(errorOf(answer(400, body))).toMatchObject({ fields: [{ referenceName: 'Team' }] });
  });

  it('does without a field', () =>
    expect(errorOf(answer(400, envelope('RuleValidationException', 'Something is wrong.')))).toMatchObject({
      fields: [{ referenceName: '', message: 'Something is wrong.' }],
    }));
});
