/** An answer that was not the expected one, with what it said. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

/** Calls a JSON API over HTTP as any client would. */
export class ApiClient {
  constructor(
    private readonly baseUrl: string,
    private readonly headers: Record<string, string>,
  ) {}

  async call<T>(method: string, path: string, body?: unknown, expected = [200, 201, 202, 204]): Promise<T> {
    const contentType = Array.isArray(body) ? 'application/json-patch+json' : 'application/json';
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: { ...this.headers, ...(body === undefined ? {} : { 'content-type': contentType }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!expected.includes(response.status)) {
      throw new UnexpectedAnswerError(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
    }
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body?: unknown, expected?: number[]): Promise<T> {
    return this.call<T>('POST', path, body, expected);
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('PATCH', path, body);
  }
}
