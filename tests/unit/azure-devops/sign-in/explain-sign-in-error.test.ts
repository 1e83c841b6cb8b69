import { explainSignInError } from '../../../../shared/azure-devops/sign-in/explain-sign-in-error';

const entra = (text: string, statusCode = 401) => Object.assign(new Error(text), { statusCode });

describe('explainSignInError', () => {
  it.each([
    [
      'client-secret-wrong',
      entra('invalid_client: AADSTS7000215: Invalid client secret provided. secret-id-123'),
    ],
    ['client-secret-expired', entra('AADSTS7000222: The provided client secret keys are expired.')],
    ['client-not-found', entra('AADSTS700016: Application not found', 400)],
    ['tenant-not-found', entra("AADSTS90002: Tenant 'x' not found.", 400)],
    ['tenant-not-found', entra("AADSTS900023: Specified tenant identifier 'x' is not valid.", 400)],
    ['sign-in-refused', entra('AADSTS9999999: Something new', 400)],
    ['azure-devops-unavailable', entra('AADSTS90033: A transient error has occurred.', 503)],
    ['azure-devops-unavailable', entra('AADSTS9999999: Something new', 500)],
    ['azure-devops-unavailable', new Error('getaddrinfo ENOTFOUND')],
    ['azure-devops-unavailable', 'nothing'],
  ])('%s', (code, failure) => expect(explainSignInError(failure).details.code).toBe(code));

  it('says that the value is meant, not the id, and nothing of what Entra quoted', () => {
    const { message, remedy } = explainSignInError(entra('AADSTS7000215: Invalid client secret s3cr3t'));
    expect(remedy).toContain('value, not its id');
    expect(message).not.toContain('s3cr3t');
  });
});
