import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Mailbox, type MailboxSettings } from './mailbox';

/**
 * Stands for Nucleus where the connector tells it of changes: a mailbox per path.
 * - `POST /callbacks/{name}`: a message, as the connector sends it
 * - `PUT /mailboxes/{name}`: settings of a mailbox
 * - `GET /mailboxes/{name}`: what it has received
 */
export function createReceiver(): Server {
  const mailboxes = new Map<string, Mailbox>();
  const mailbox = (name: string) => {
    const found = mailboxes.get(name) ?? new Mailbox();
    mailboxes.set(name, found);
    return found;
  };
  const answer = async (request: IncomingMessage): Promise<{ status: number; body?: unknown }> => {
    const [, kind, name = ''] = (request.url ?? '').split('/');
    const text = await readText(request);
    switch (`${request.method ?? ''} ${kind ?? ''}`) {
      case 'POST callbacks':
        return { status: mailbox(name).receive(singleHeaders(request), text) };
      case 'PUT mailboxes':
        mailbox(name).set(JSON.parse(text) as MailboxSettings);
        return { status: 204 };
      case 'GET mailboxes':
        return { status: 200, body: mailbox(name).view() };
      default:
        return { status: 404 };
    }
  };
  return createServer((request, response) => {
    answer(request).then(
      ({ status, body }) =>
        response
          .writeHead(status, {
            'content-type': 'application/json',
            ...(status === 302 ? { location: '/' } : {}),
          })
          .end(body === undefined ? undefined : JSON.stringify(body)),
      () => response.writeHead(400).end(),
    );
  });
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const singleHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
