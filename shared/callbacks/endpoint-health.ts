/** How the endpoint of a connector takes messages. */
export interface EndpointHealth {
  status: 'enabled' | 'failing' | 'disabled';
  lastSuccessAt?: string;
  /** The first failure since the last success. */
  failingSince?: string;
  lastFailure?: EndpointFailure;
  disabledAt?: string;
  disabledReason?: string;
}

export interface EndpointFailure {
  at: string;
  /** A sentence for an administrator. */
  reason: string;
  /** What the endpoint answered, if it did. */
  httpStatus?: number;
}

/** 410: the endpoint itself asks for no more (Standard Webhooks 1.0, "Response status codes"). */
const gone = 410;

const fiveDaysMs = 5 * 24 * 3_600_000;

export const neverTried: EndpointHealth = { status: 'enabled' };

export const afterSuccess = ({ lastFailure }: EndpointHealth, at: string): EndpointHealth => ({
  status: 'enabled',
  lastSuccessAt: at,
  ...(lastFailure === undefined ? {} : { lastFailure }),
});

/** Decides what a failure means: an endpoint that has taken nothing for five days, or wants nothing, is left alone. */
export function afterFailure(health: EndpointHealth, failure: EndpointFailure): EndpointHealth {
  if (health.status === 'disabled') return { ...health, lastFailure: failure };
  const failingSince = health.failingSince ?? failure.at;
  const failing: EndpointHealth = { ...health, status: 'failing', failingSince, lastFailure: failure };
  const disabled = (disabledReason: string): EndpointHealth => ({
    ...failing,
    status: 'disabled',
    disabledAt: failure.at,
    disabledReason,
  });
  if (failure.httpStatus === gone) return disabled('The endpoint answered 410: it wants no more messages.');
  if (Date.parse(failure.at) - Date.parse(failingSince) < fiveDaysMs) return failing;
  return disabled(`The endpoint has taken nothing since ${failingSince}. ${failure.reason}`);
}

/** A new beginning, at the wish of an administrator; what was seen last stays to be read. */
export const enabledAgain = ({ lastSuccessAt, lastFailure }: EndpointHealth): EndpointHealth => ({
  status: 'enabled',
  ...(lastSuccessAt === undefined ? {} : { lastSuccessAt }),
  ...(lastFailure === undefined ? {} : { lastFailure }),
});
