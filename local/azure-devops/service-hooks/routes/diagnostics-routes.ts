import type { ApiRequest, ApiRoute } from '../../http/route';
import type { OrganizationRef } from '../../work-item-change';
import type { ServiceHooksDeps } from '../service-hooks-deps';
import { projectIdOf, type Subscription } from '../subscriptions/subscription';
import type { SubscriptionStore } from '../subscriptions/subscription-store';
import { changeDiagnostics, describeDiagnostics, type Diagnostics } from '../subscriptions/tracing';
import { checkMayManage } from './manage';

const path = '_apis/hooks/subscriptions/{subscriptionId}/diagnostics';

/** Diagnostics can be switched on and off; traces are not kept. */
export function diagnosticsRoutes(
  deps: ServiceHooksDeps,
  store: SubscriptionStore,
): ApiRoute<OrganizationRef>[] {
  const diagnostics = new WeakMap<Subscription, Diagnostics>();

  function find(request: ApiRequest<OrganizationRef>, permission: 'View' | 'Edit'): Subscription {
    const { organization, caller, params } = request;
    const subscription = store.get(organization, params.subscriptionId ?? '');
    checkMayManage(deps, organization, caller, projectIdOf(subscription), permission);
    return subscription;
  }

  const described = (subscription: Subscription) => ({
    status: 200,
    body: describeDiagnostics(diagnostics.get(subscription) ?? {}, deps.now()),
  });

  return [
    { method: 'GET', path, handle: (request) => described(find(request, 'View')) },
    {
      method: 'PUT',
      path,
      handle: (request) => {
        const subscription = find(request, 'Edit');
        const current = diagnostics.get(subscription) ?? {};
        diagnostics.set(subscription, changeDiagnostics(current, request.body, deps.now()));
        return described(subscription);
      },
    },
  ];
}
