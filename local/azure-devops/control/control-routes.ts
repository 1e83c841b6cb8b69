import type { IncomingMessage } from 'node:http';
import { ApiError } from '../http/api-error';
import { isObject } from '../http/read-parameters';
import { readJson } from '../http/read-body';
import { errorMessage, type Message } from '../http/send';
import { latest, title, typeName } from '../model/work-item';
import type { Simulator } from '../simulator';
import { readFaults } from './read-faults';
import { revoke } from './revoke';

const json = (value: unknown, status = 200): Message => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

const done: Message = { status: 204, headers: {}, body: '' };

type Handler = (simulator: Simulator, body: unknown) => Message;

const listWorkItems: Handler = ({ organizations }) =>
  json(
    organizations.flatMap((organization) =>
      [...organization.workItems.values()].map((item) => ({
        organization: organization.name,
        project: organization.projectOf(item).name,
        id: item.id,
        rev: latest(item).rev,
        type: typeName(item),
        title: title(item),
        state: latest(item).fields['System.State'],
        deleted: item.deleted !== undefined,
        relations: latest(item).relations,
        tags: latest(item).fields['System.Tags'],
      })),
    ),
  );

/** The control API (see README.md): for tests and the demo, without authentication, on the loopback interface only. */
const handlers: Record<string, Handler> = {
  'GET requests': ({ knobs }) => json(knobs.requests.report()),
  'DELETE requests': ({ knobs }) => {
    knobs.requests.reset();
    return done;
  },
  'GET faults': ({ knobs }) => json(knobs.faults.report()),
  'PUT faults': ({ knobs }, body) => {
    knobs.faults.set(readFaults(body));
    return done;
  },
  'PUT latency': ({ knobs }, body) => {
    const ms = isObject(body) ? Number(body.ms) : NaN;
    if (!(ms >= 0)) throw new ApiError(400, 'BadLatency', 'Send {"ms": 0 or more}.');
    knobs.latencyMs = ms;
    return done;
  },
  'POST revoke': ({ organizations }, body) => {
    revoke(organizations, body);
    return done;
  },
  'GET work-items': listWorkItems,
};

export async function handleControl(
  simulator: Simulator,
  request: IncomingMessage,
  url: URL,
): Promise<Message> {
  const name = `${request.method ?? 'GET'} ${url.pathname.slice('/_simulator/'.length)}`;
  const handler = handlers[name];
  const hookRoute = simulator.serviceHooks.control.find(
    ({ method, path }) => method === request.method && path === url.pathname,
  );
  try {
    if (hookRoute) {
      const { status, body } = await hookRoute.handle(await readJson(request));
      return json(body, status);
    }
    if (handler) return handler(simulator, await readJson(request));
    return json({ message: `No such control: ${name}`, known: Object.keys(handlers) }, 404);
  } catch (error) {
    return errorMessage(error, url.pathname, undefined);
  }
}
