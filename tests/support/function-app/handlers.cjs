const { setTimeout: delay } = require('node:timers/promises');

/** What queue and timer functions were given, for the tests to look at: GET /api/seen */
const seen = [];

const httpFunctions = {
  echo: {
    route: 'echo/{*rest}',
    methods: ['GET', 'POST', 'HEAD'],
    handler: async (request) => ({
      status: 200,
      headers: { 'x-fixture': 'echo' },
      jsonBody: {
        method: request.method,
        url: request.url,
        params: request.params,
        query: Object.fromEntries(request.query),
        forwarded: request.headers.get('x-forwarded-for'),
        body: await request.text(),
      },
    }),
  },
  item: { route: 'items/{id:int}', handler: (request) => ({ body: `item ${request.params.id}` }) },
  itemByName: { route: 'items/{name}', handler: (request) => ({ body: `name ${request.params.name}` }) },
  newestItem: { route: 'items/newest', handler: () => ({ body: 'newest' }) },
  optional: { route: 'optional/{id?}', handler: (request) => ({ body: `id ${request.params.id}` }) },
  guarded: { authLevel: 'function', handler: () => ({ body: 'in' }) },
  owner: { authLevel: 'admin', handler: () => ({ body: 'in' }) },
  fails: {
    handler: () => {
      throw new Error('It fails on purpose.');
    },
  },
  nothing: { handler: () => undefined },
  binary: {
    handler: () => ({ body: Buffer.from([0, 255, 1, 254]), headers: { 'content-type': 'image/x-none' } }),
  },
  cookies: {
    handler: () => ({ cookies: [{ name: 'a', value: 'b c', httpOnly: true, sameSite: 'Lax', maxAge: 60 }] }),
  },
  slow: {
    handler: async (request) => {
      await delay(Number(request.query.get('ms')));
      return { body: 'done' };
    },
  },
  logs: {
    handler: (_, context) => {
      context.log('a plain line', { with: 'data' });
      context.warn('a warning');
      return { body: 'logged' };
    },
  },
  rejects: {
    handler: () => {
      Promise.reject(new Error('Nobody waits for this.'));
      return { body: 'answered' };
    },
  },
  seen: { handler: () => ({ jsonBody: seen }) },
};

/** Messages say themselves what is to become of them. */
async function handleMessage(message, context) {
  seen.push({ function: context.functionName, message, metadata: context.triggerMetadata });
  if (message.hold) await delay(message.hold);
  if (message.holdFirst && context.triggerMetadata.deliveryCount === 1) await delay(message.holdFirst);
  if (message.fail) throw new Error('The message asked for it.');
}

/** Registers everything with `@azure/functions`, however it was loaded. */
exports.registerFixture = ({ app }) => {
  for (const [name, options] of Object.entries(httpFunctions))
    app.http(name, { methods: ['GET'], ...options });
  app.timer('everySecond', {
    schedule: '%EVERY_SECOND%',
    handler: (timer) => void seen.push({ function: 'everySecond', timer }),
  });
  app.timer('yearly', {
    schedule: '0 0 0 1 1 *',
    runOnStartup: true,
    handler: (timer) => void seen.push({ function: 'yearly', timer }),
  });
  if (!process.env.FIXTURE_BUS) return;
  app.serviceBusQueue('one', {
    queueName: '%SINGLE_QUEUE%',
    connection: 'FIXTURE_BUS',
    handler: handleMessage,
  });
  app.serviceBusQueue('slowOne', { queueName: 'slow', connection: 'FIXTURE_BUS', handler: handleMessage });
  app.serviceBusQueue('many', {
    queueName: 'batch',
    connection: 'FIXTURE_BUS',
    cardinality: 'many',
    handler: (messages, context) => {
      seen.push({ function: 'many', messages, metadata: context.triggerMetadata });
      if (messages.some(({ fail }) => fail)) throw new Error('A message asked for it.');
    },
  });
};
