import { randomUUID } from 'node:crypto';
import type { Identity } from '../identity';

const processId = randomUUID();

/** What every answer carries (facts: azure-devops.md section 1.4). There is no ETag. */
export function responseHeaders(caller: Identity | undefined): Record<string, string> {
  const activityId = randomUUID();
  return {
    activityid: activityId,
    'x-vss-e2eid': activityId,
    'x-tfs-processid': processId,
    'x-tfs-session': activityId,
    ...(caller && { 'x-vss-userdata': encodeURI(`${caller.id}:${caller.uniqueName}`) }),
    'x-vss-senderdeploymentid': processId,
    'request-context': `appId=cid-v1:${processId}`,
    'access-control-expose-headers': 'Request-Context',
    'x-cache': 'CONFIG_NOCACHE',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    p3p: 'CP="CAO DSP COR ADMa DEV CONo TELo CUR PSA PSD TAI IVDo OUR SAMi BUS DEM NAV STA UNI COM INT PHY ONL FIN PUR LOC CNT"',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    vary: 'Accept-Encoding',
  };
}
