import type { HttpAnswer } from '../../../../shared/azure-devops/answers/read-answer';
import { findTenant } from '../../../../shared/azure-devops/sign-in/find-tenant';
import type { HttpRequest } from '../../../../shared/azure-devops/transport/http-connection';

describe('findTenant', () => {
  const asking = (answer: () => Promise<HttpAnswer>) => {
    const requests: HttpRequest[] = [];
    const exchange = (request: HttpRequest) => {
      requests.push(request);
      return answer();
    };
    return { requests, connections: { exchange } };
  };
  const told = (tenant?: string) => () =>
    Promise.resolve<HttpAnswer>({
      status: 404,
      headers: tenant === undefined ? {} : { 'x-vss-resourcetenant': tenant },
      text: '',
    });

  it.each([
    ['https://dev.azure.com/Tailspin', 'https://vssps.dev.azure.com/Tailspin'],
    ['https://tailspin.visualstudio.com', 'https://tailspin.visualstudio.com/'],
  ])('asks for %s at %s, without a token', async (organizationUrl, address) => {
    const { requests, connections } = asking(told('ABC'));
    expect(await findTenant(connections, organizationUrl)).toBe('abc');
    expect(requests).toEqual([
      expect.objectContaining({ method: 'HEAD', url: new URL(address), headers: {} }),
    ]);
  });

  it.each([
    ['nobody tells', told()],
    ['there is none', told('00000000-0000-0000-0000-000000000000')],
    ['nobody answers', () => Promise.reject(new Error('away'))],
  ])('is undefined when %s', async (_, answer) =>
    expect(await findTenant(asking(answer).connections, 'https://dev.azure.com/Tailspin')).toBeUndefined(),
  );
});
