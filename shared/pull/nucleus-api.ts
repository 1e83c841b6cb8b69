import { NucleusAnswerError, readSearchAnswer, type SearchPage, searchRequest } from './search-page';

export interface NucleusAccess {
  /** `https://{instance}.nucleussec.com/nucleus/api`, without a trailing slash. */
  url: string;
  apiKey: string;
}

/** A page of 1,000 findings with long texts takes Nucleus its time. */
const timeoutMs = 60_000;

/** The part of Nucleus's REST API that the pull reads. */
export class NucleusApi {
  constructor(private readonly access: NucleusAccess) {}

  /**
   * Instances of findings, one page.
   * @throws NucleusAnswerError
   */
  async searchFindings(page: SearchPage): Promise<unknown[]> {
    const { path, body } = searchRequest(page);
    let response: Response;
    let answer: unknown;
    try {
      response = await fetch(`${this.access.url}${path}`, {
        method: 'POST',
        headers: {
          'x-apikey': this.access.apiKey,
          'content-type': 'application/json',
          accept: 'application/json',
        },
        body: JSON.stringify(body),
        // The key goes to the address that was configured, and nowhere else.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      answer = await response.json().catch(() => undefined);
    } catch (error) {
      throw new NucleusAnswerError('Nucleus cannot be reached.', { cause: error });
    }
    return readSearchAnswer(response.status, answer);
  }
}
