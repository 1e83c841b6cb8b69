import type { ApiRequest, ApiRoute } from '../http/route';
import type { Organization } from '../model/organization';

export type OperationRequest = ApiRequest<Organization>;
export type Operation = ApiRoute<Organization>;
