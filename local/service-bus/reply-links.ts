import rhea, { type Connection, type Message, type Sender } from 'rhea';
import type { ManagementAnswer } from './management';

/** The links on which answers to `$cbs` and `$management` requests go back. */
export class ReplyLinks {
  private links: Sender[] = [];

  attach(link: Sender): void {
    this.links = this.links.filter((other) => other.is_open());
    this.links.push(link);
  }

  /** Tells a client that its token is fine (any is: this broker runs for its own machine only). */
  acceptToken(connection: Connection, request: Message): void {
    this.send(
      connection,
      '$cbs',
      request,
      { 'status-code': 202, 'status-description': 'Accepted' },
      undefined,
    );
  }

  answer(connection: Connection, address: string, request: Message, answer: ManagementAnswer): void {
    const { status, description = 'OK', condition, body = {} } = answer;
    const properties = {
      statusCode: rhea.types.wrap_int(status),
      statusDescription: description,
      ...(condition !== undefined && { errorCondition: rhea.types.wrap_symbol(condition) }),
    };
    this.send(connection, address, request, properties, body);
  }

  /** A client has one link per entity and says in `reply_to` how it named its end. */
  private send(
    connection: Connection,
    address: string,
    request: Message,
    properties: Record<string, unknown>,
    body: Record<string, unknown> | undefined,
  ): void {
    const candidates = this.links.filter(
      (link) => link.connection === connection && link.is_open() && link.source.address === address,
    );
    const link = candidates.find(({ target }) => target.address === request.reply_to) ?? candidates[0];
    link?.send({
      to: request.reply_to,
      correlation_id: request.message_id,
      application_properties: properties,
      body,
    });
  }
}
