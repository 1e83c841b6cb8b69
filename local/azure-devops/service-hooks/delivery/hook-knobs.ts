import { badInput } from '../subscriptions/errors';
import { isObject } from '../is-object';

/** What tests may turn (`PUT /_simulator/hooks`). */
export interface HookKnobs {
  /** Simulated seconds per second, for retries and probation. */
  timeScale: number;
  /** Milliseconds between a change and its first delivery; not scaled. */
  delayMs: number;
  /** Every n-th notification is delivered twice; 0: none. */
  duplicate: number;
  /** Notifications are held until so many are together, then delivered in another order; 0: none. */
  reorder: number;
  /** Every n-th notification is never delivered and stays queued; 0: none. */
  drop: number;
  /** Nothing is delivered until this is false again. */
  paused: boolean;
  /** Of what is random. */
  seed: number;
}

export const defaultKnobs: HookKnobs = {
  timeScale: 1,
  delayMs: 3,
  duplicate: 0,
  reorder: 0,
  drop: 0,
  paused: false,
  seed: 1,
};

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

const checks: { [Knob in keyof HookKnobs]: (value: unknown) => boolean } = {
  timeScale: (value) => typeof value === 'number' && Number.isFinite(value) && value > 0,
  delayMs: isCount,
  duplicate: isCount,
  reorder: isCount,
  drop: isCount,
  paused: (value) => typeof value === 'boolean',
  seed: isCount,
};

const isKnob = (name: string): name is keyof HookKnobs => name in checks;

/**
 * The knobs after a change; those not named stay as they are.
 * @throws ApiError 400 for an unknown knob or a bad value
 */
export function turnKnobs(knobs: HookKnobs, body: unknown): HookKnobs {
  if (!isObject(body)) throw badInput('An object of knobs is expected.');
  for (const [name, value] of Object.entries(body)) {
    if (!isKnob(name)) throw badInput(`There is no knob '${name}'.`);
    if (!checks[name](value)) throw badInput(`Bad value for the knob '${name}'.`);
  }
  return { ...knobs, ...body };
}
