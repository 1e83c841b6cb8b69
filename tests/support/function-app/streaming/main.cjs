const { Readable } = require('node:stream');
const { createInterface } = require('node:readline');
const { app } = require('@azure/functions');

app.setup({ enableHttpStream: true });

/** Answers each line of the body as soon as it has come. */
async function* answers(body) {
  if (!body) return;
  for await (const line of createInterface({ input: Readable.fromWeb(body) })) yield `got ${line}\n`;
}

app.http('lines', {
  route: 'lines/{name}',
  methods: ['GET', 'POST'],
  handler: (request) => ({
    status: 201,
    headers: { 'content-type': 'application/x-ndjson', 'x-name': request.params.name, 'x-url': request.url },
    cookies: [{ name: 'a', value: '1' }],
    body: Readable.from(answers(request.body)),
  }),
});

/** Answers when it has the whole body. */
app.http('slow', {
  methods: ['POST'],
  handler: async (request) => ({ body: String((await request.text()).length) }),
});

app.http('fails', {
  methods: ['POST'],
  handler: () => {
    throw new Error('It fails on purpose.');
  },
});
