import type { ConnectorStore } from '../connectors/connector-store';
import { InvalidRequestError } from '../errors';
import type { TicketFilter } from './ticket-index';
import type { TicketStore } from './ticket-store';
import type { TicketView } from './ticket-view';

export interface TicketQuery extends Omit<TicketFilter, 'connectorId'> {
  connectorId?: string;
  /** Words of the title, or the number of the work item. */
  search?: string;
}

interface Position {
  connectorId: string;
  continuationToken?: string;
}

/** Rows looked at for one page of a search, which the index cannot do for us. */
const mostPagesRead = 10;
const searchPageSize = 200;

const encode = (position: Position) => Buffer.from(JSON.stringify(position)).toString('base64url');

function decode(token: string): Position {
  try {
    const position = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Partial<Position>;
    if (typeof position.connectorId === 'string') return position as Position;
  } catch {
    // Told below, with what to do.
  }
  throw new InvalidRequestError('The continuationToken is none of this list. Begin again without one.', [
    { pointer: '/continuationToken', message: 'is not a token of this list' },
  ]);
}

const isFoundBy = ({ title, workItemId }: TicketView, search: string) =>
  title.toLowerCase().includes(search.toLowerCase()) || String(workItemId) === search.replace(/^#/, '');

/** The list of tickets: connector by connector, the newest first in each. */
export class TicketList {
  constructor(
    private readonly tickets: TicketStore,
    private readonly connectors: ConnectorStore,
  ) {}

  /** A page holds `limit` tickets at most; it may hold fewer and still be followed by another. */
  async page(
    { connectorId, search, ...filter }: TicketQuery,
    limit: number,
    token: string | undefined,
  ): Promise<{ items: TicketView[]; continuationToken?: string }> {
    const connectorIds = connectorId === undefined ? await this.connectorIds() : [connectorId];
    const start = token === undefined ? undefined : decode(token);
    const items: TicketView[] = [];
    let position = start ? connectorIds.indexOf(start.connectorId) : 0;
    let continuationToken = start?.continuationToken;
    for (let reads = 0; position >= 0 && position < connectorIds.length; reads++) {
      const current = connectorIds[position] ?? '';
      if (items.length >= limit || reads >= mostPagesRead) {
        return {
          items,
          continuationToken: encode({
            connectorId: current,
            ...(continuationToken ? { continuationToken } : {}),
          }),
        };
      }
      const wanted = search === undefined ? limit - items.length : Math.min(searchPageSize, limit);
      const page = await this.tickets.page({ connectorId: current, ...filter }, wanted, continuationToken);
      const found = page.rows
        .map(({ value }) => value)
        .filter((ticket) => search === undefined || isFoundBy(ticket, search));
      items.push(...found);
      continuationToken = page.continuationToken;
      if (continuationToken === undefined) position++;
    }
    return { items };
  }

  private async connectorIds(): Promise<string[]> {
    const ids: string[] = [];
    let token: string | undefined;
    do {
      const page = await this.connectors.page(500, token);
      ids.push(...page.rows.map(({ value }) => value.id));
      token = page.continuationToken;
    } while (token !== undefined);
    return ids;
  }
}
