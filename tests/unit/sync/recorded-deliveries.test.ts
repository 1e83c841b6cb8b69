import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fits } from '../../../shared/http/validate';
import { parseWorkItemEvent } from '../../../shared/sync/work-item-event';
import {
  toWorkItemEventMessage,
  workItemEventMessageSchema,
} from '../../../shared/sync/work-item-event-message';

/** Deliveries that were recorded are not part of this project; where they lie beside it, they are read. */
const folder = '../shared/data/ado/webhooks';
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

describe('parseWorkItemEvent, of recorded deliveries', () => {
  if (files.length === 0) {
    it.skip(`reads each of them (there are none in ${folder})`, () => undefined);
    return;
  }

  it.each(files)('reads %s', (file) => {
    const text = readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '');
    const payload: unknown = JSON.parse(text);
    const event = parseWorkItemEvent(payload);
    if (file.includes('test-button')) {
      expect(event).toEqual({ ignored: 'test-notification' });
      return;
    }
    if ('ignored' in event) throw new Error(`${file} was ignored: ${event.ignored}`);
    expect(event.workItemId).toBeGreaterThan(0);
    expect(event.rev).toBeGreaterThan(0);
    expect(typeof event.fields?.['System.State']).toBe('string');
    expect(event.containerIds.length).toBeGreaterThan(0);
    const message: unknown = JSON.parse(JSON.stringify(toWorkItemEventMessage(event, 'connector-1', 'now')));
    expect(fits(workItemEventMessageSchema, message)).toBe(true);
  });
});
