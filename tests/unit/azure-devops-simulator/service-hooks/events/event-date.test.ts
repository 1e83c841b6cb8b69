import { eventDate } from '../../../../../local/azure-devops/service-hooks/events/event-date';

describe('eventDate', () => {
  const date = (text: string) => new Date(text);
  it.each([
    ['seven digits', date('2026-03-01T10:00:01.107Z'), 3456, '2026-03-01T10:00:01.1073456Z'],
    [
      'six digits when the last is a zero',
      date('2026-03-01T10:00:01.107Z'),
      3450,
      '2026-03-01T10:00:01.107345Z',
    ],
    ['no fraction when there is none', date('2026-03-01T10:00:01Z'), 10_000, '2026-03-01T10:00:01Z'],
  ])('%s', (_, at, ticks, text) => {
    expect(eventDate(at, ticks)).toBe(text);
  });
});
