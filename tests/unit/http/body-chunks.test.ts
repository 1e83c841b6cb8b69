import { bodyChunks, drain, isContentType } from '../../../shared/http/body-chunks';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('drain', () => {
  it('reads what a reader has left', async () => {
    const body = ReadableStream.from([bytes('a'), bytes('b'), bytes('c')]);
    for await (const chunk of bodyChunks({ body })) {
      expect(chunk).toEqual(bytes('a'));
      break;
    }
    await drain({ body });
    expect(await body.getReader().read()).toEqual({ done: true, value: undefined });
  });

  it('has nothing to do without a body, or when the sender is gone', async () => {
    await drain({ body: null });
    const gone = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new Error('aborted')),
    });
    await expect(drain({ body: gone })).resolves.toBeUndefined();
  });
});

describe('isContentType', () => {
  it.each([
    ['application/x-ndjson', true],
    ['Application/X-NDJSON; charset=utf-8', true],
    ['application/json', false],
    ['application/x-ndjson2', false],
    [null, false],
  ])('of %j', (given, is) => expect(isContentType(given, 'application/x-ndjson')).toBe(is));
});
