/**
 * What the platform's Node worker and a programming model such as `@azure/functions` say to each other: the part of the
 * module `@azure/functions-core` that this host uses. The module exists only inside a worker, so it has no package to
 * take types from. Source: Azure/azure-functions-nodejs-worker, types-core/index.d.ts.
 */

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type LogCategory = 'user' | 'system' | 'customMetric';

/** A value on its way to or from a function; exactly one member is set. */
export interface TypedData {
  string?: string | null;
  json?: string | null;
  bytes?: Uint8Array | null;
  stream?: Uint8Array | null;
  http?: HttpData | null;
  int?: number | null;
  double?: number | null;
  collectionString?: { string?: string[] | null } | null;
  collectionBytes?: { bytes?: Uint8Array[] | null } | null;
}

interface Nullable<T> {
  value?: T | null;
}

/** An HTTP request or an answer to one. */
export interface HttpData {
  method?: string | null;
  url?: string | null;
  nullableHeaders?: Record<string, Nullable<string>> | null;
  nullableQuery?: Record<string, Nullable<string>> | null;
  nullableParams?: Record<string, Nullable<string>> | null;
  headers?: Record<string, string> | null;
  body?: TypedData | null;
  /** Of an answer: the status in digits. */
  statusCode?: string | null;
  cookies?: HttpCookie[] | null;
}

export interface HttpCookie {
  name?: string | null;
  value?: string | null;
  domain?: Nullable<string> | null;
  path?: Nullable<string> | null;
  expires?: Nullable<{ seconds?: number | null }> | null;
  secure?: Nullable<boolean> | null;
  httpOnly?: Nullable<boolean> | null;
  /** `none` says that the function gave none, `explicitNone` that it asked for SameSite=None. */
  sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone' | null;
  /** Seconds. */
  maxAge?: Nullable<number> | null;
}

/** One binding of a function, with whatever its options say. */
export interface BindingInfo {
  type?: string | null;
  direction?: 'in' | 'out' | 'inout' | null;
  [option: string]: unknown;
}

export type Bindings = Record<string, BindingInfo>;

/** What a function is registered with. */
export interface FunctionMetadata {
  name: string;
  functionId?: string;
  bindings: Bindings;
}

export type FunctionCallback = (...inputs: unknown[]) => unknown;

export interface ParameterBinding {
  name?: string | null;
  data?: TypedData | null;
}

export interface InvocationRequest {
  invocationId: string;
  functionId: string;
  inputData: ParameterBinding[];
  triggerMetadata: Record<string, TypedData>;
  traceContext?: { traceParent: string; traceState?: string; attributes: Record<string, string> };
}

export interface InvocationResponse {
  invocationId?: string | null;
  outputData?: ParameterBinding[] | null;
  returnValue?: TypedData | null;
}

export interface CoreInvocationContext {
  invocationId: string;
  request: InvocationRequest;
  metadata: { name: string; functionId: string; bindings: Bindings };
  state?: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks';
  log(level: LogLevel, category: LogCategory, message: string): void;
}

/** How one invocation is carried out; called in this order. */
export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<InvocationResponse>;
}

export interface ProgrammingModel {
  name: string;
  version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel | Promise<InvocationModel>;
  getCapabilities?(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

/** What every hook is given; some hooks may change members, and the worker takes the change over. */
export type HookContext = Record<string, unknown>;
export type HookCallback = (context: HookContext) => void | Promise<void>;
