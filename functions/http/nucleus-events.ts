import { config } from '../../shared/config';
import { httpFunction } from '../../shared/http/http-function';

const sixteenMegabytes = 16 * 1024 * 1024;

/**
 * Takes an event of Nucleus in: 202 means that it is durable and will be processed, once. As JSON it comes whole; as NDJSON
 * it comes line by line and may be of any size that the platform takes.
 */
httpFunction('nucleus-events', {
  method: 'POST',
  route: 'nucleus/events',
  role: 'nucleus',
  signed: async (bytes, header) => {
    const { verifySignature } = await import('../../shared/security/webhook-signature');
    verifySignature(bytes, header, config.nucleusWebhookSecrets());
  },
  body: async () => (await import('../../shared/nucleus/event-schema')).nucleusEventSchema,
  bodyLimit: sixteenMegabytes,
  handle: async ({ body, services, log }) => {
    const answer = await services.intake.accept(body);
    log.info('event accepted', { ...answer });
    return { status: 202, body: answer };
  },
  stream: {
    contentType: 'application/x-ndjson',
    handle: async ({ body, services, log }) => {
      const answer = await services.streamedIntake.accept(body);
      log.info('streamed event accepted', { ...answer });
      return { status: 202, body: answer };
    },
  },
});
