import type { TriggerInput } from './invoker';
import { timerData } from './timer/timer-data';
import type { RegisteredFunction } from './worker/function-app';

/**
 * What a function is given that somebody runs by hand. The request's body is `{"input": "…"}`; a timer needs none, a
 * queue function gets it as the text of a message.
 * Source: Azure Functions documentation, "Manually run a non HTTP-triggered function".
 * @returns undefined if the body cannot be read, or the function is not of a kind that can be run so
 */
export function manualInput(fn: RegisteredFunction, body: string): TriggerInput | undefined {
  const reason = 'by hand';
  const input = inputOf(body);
  if (input === undefined) return undefined;
  switch (fn.trigger.type.toLowerCase()) {
    case 'timertrigger':
      return { reason, data: timerData({ isPastDue: false }) };
    case 'servicebustrigger':
      return {
        reason,
        data:
          fn.trigger.cardinality === 'many' ? { collectionString: { string: [input] } } : { string: input },
      };
    default:
      return undefined;
  }
}

function inputOf(body: string): string | undefined {
  if (body.trim() === '') return '';
  try {
    const { input = '' } = JSON.parse(body) as { input?: unknown };
    return typeof input === 'string' ? input : JSON.stringify(input);
  } catch {
    return undefined;
  }
}
