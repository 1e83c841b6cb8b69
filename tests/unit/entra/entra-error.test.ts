import { entraError, tenantNotFound, wrongSecret } from '../../../local/entra/entra-error';

describe('entraError', () => {
  const body = entraError(
    wrongSecret('app-1'),
    'correlation-1',
    'https://localhost:1',
    new Date('2026-06-01T07:08:09.123Z'),
  );

  it('has the shape that Entra documents', () => {
    expect(body).toEqual({
      error: 'invalid_client',
      error_description: expect.any(String),
      error_codes: [7000215],
      timestamp: '2026-06-01 07:08:09Z',
      trace_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      correlation_id: 'correlation-1',
      error_uri: 'https://localhost:1/error?code=7000215',
    });
  });

  it('describes the error on the first line and how to trace it on the others', () => {
    expect(body.error_description.split('\r\n')).toEqual([
      "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app 'app-1'.",
      `Trace ID: ${body.trace_id}`,
      'Correlation ID: correlation-1',
      'Timestamp: 2026-06-01 07:08:09Z',
    ]);
  });
});

describe('tenantNotFound', () => {
  it.each([
    ['6f0e5c1b-3d5f-4f4e-8a70-0d1f2b3c4d5e', 90002],
    ['birchwater.example', 90002],
    ['birchwater', 900023],
    ['6f0e5c1b-3d5f-4f4e-8a70-0d1f2b3c4d5e0', 900023],
    ['', 900023],
  ])('tells of "%s" by code %i', (tenant, code) => {
    expect(tenantNotFound(tenant)).toMatchObject({ status: 400, error: 'invalid_request', code });
  });
});
