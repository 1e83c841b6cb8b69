import { createServer, type IncomingMessage, type Server } from 'node:http';
import { matchesSearch, type StoredFinding } from './matches-search';

interface Answer {
  status: number;
  body: unknown;
}

/** What steers the stand-in can be told with `PUT /control/projects/{id}` and `PUT /control/answers`. */
interface Control {
  findings?: StoredFinding[];
  /** Statuses to answer the next searches with, one each. */
  answers?: number[];
}

const refusal = (status: number, message: string): Answer => ({
  status,
  body: { success: false, code: status, message },
});

const apiPath = /^\/nucleus\/api\/projects\/([^/]+)\/findings\/search$/;
const projectPath = /^\/control\/projects\/([^/]+)$/;

/**
 * Stands in for Nucleus's REST API, as far as the pull reads it (facts: nucleus.md section 12): the key in `x-apikey`, pages by
 * `start` and `limit` as bare arrays, filters in a flat body, failures as `{success: false, code, message}`.
 */
export class NucleusStandIn {
  private readonly projects = new Map<string, StoredFinding[]>();
  private answers: number[] = [];
  private searches = 0;

  constructor(private readonly apiKey: string) {}

  answer(method: string, url: URL, key: string | undefined, body: unknown): Answer {
    const [, searched] = apiPath.exec(url.pathname) ?? [];
    if (searched !== undefined && method === 'POST')
      return this.search(decodeURIComponent(searched), url, key, body);
    const [, controlled] = projectPath.exec(url.pathname) ?? [];
    if (controlled !== undefined && method === 'PUT') {
      this.projects.set(decodeURIComponent(controlled), (body as Control).findings ?? []);
      return { status: 200, body: {} };
    }
    if (url.pathname === '/control/answers' && method === 'PUT') {
      this.answers = (body as Control).answers ?? [];
      return { status: 200, body: {} };
    }
    if (url.pathname === '/control/searches') return { status: 200, body: { searches: this.searches } };
    return refusal(404, 'Not found');
  }

  private search(project: string, url: URL, key: string | undefined, body: unknown): Answer {
    this.searches++;
    if (key !== this.apiKey) return refusal(401, 'Invalid API key');
    const status = this.answers.shift();
    if (status !== undefined && status !== 200) return refusal(status, 'Told to fail');
    const findings = this.projects.get(project);
    if (!findings) return refusal(404, 'Project not found');
    const start = Number(url.searchParams.get('start') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? 100);
    const search = (body ?? {}) as Record<string, unknown>;
    return {
      status: 200,
      body: findings.filter((finding) => matchesSearch(finding, search)).slice(start, start + limit),
    };
  }
}

/** Serves a stand-in over HTTP. */
export function createNucleusServer(standIn: NucleusStandIn): Server {
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const text = await readText(request);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const key = request.headers['x-apikey'];
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    return standIn.answer(request.method ?? 'GET', url, typeof key === 'string' ? key : undefined, body);
  };
  return createServer((request, response) => {
    answer(request)
      .catch(() => refusal(422, 'Unreadable'))
      .then(({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      )
      .catch(() => response.destroy());
  });
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
