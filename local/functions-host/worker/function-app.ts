import type {
  BindingInfo,
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  HookContext,
  ProgrammingModel,
} from './functions-core';
import { Disposable } from './disposable';

/** A function as the app has registered it. */
export interface RegisteredFunction {
  id: string;
  name: string;
  bindings: FunctionMetadata['bindings'];
  trigger: BindingInfo & { name: string; type: string };
  callback: FunctionCallback;
}

/** What the loaded app has told the worker: its functions, hooks and programming model. */
export class FunctionApp {
  programmingModel: ProgrammingModel | undefined;
  /** Shared by all hooks of the app, as the worker does it. */
  readonly appHookData: Record<string, unknown> = {};
  private readonly registered = new Map<string, RegisteredFunction>();
  private readonly hooks = new Map<string, HookCallback[]>();
  private started = false;

  get functions(): RegisteredFunction[] {
    return [...this.registered.values()];
  }

  /** From here on nothing can be registered: the host has read the list. */
  lock(): void {
    this.started = true;
  }

  register(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
    this.assertStarting('registered');
    const { name, bindings } = metadata;
    const id = metadata.functionId ?? name;
    if (this.registered.has(id)) throw new Error(`A function with id "${id}" has already been registered.`);
    this.registered.set(id, { id, name, bindings, trigger: triggerOf(metadata), callback });
    return new Disposable(() => {
      this.assertStarting('disposed');
      this.registered.delete(id);
    });
  }

  addHook(name: string, callback: HookCallback): Disposable {
    const callbacks = this.hooks.get(name) ?? [];
    callbacks.push(callback);
    this.hooks.set(name, callbacks);
    return new Disposable(() => void callbacks.splice(callbacks.indexOf(callback), 1));
  }

  /** Runs hooks one after the other, in the order of their registration; one that throws ends the run. */
  async runHooks(name: string, context: HookContext): Promise<void> {
    for (const callback of [...(this.hooks.get(name) ?? [])]) await callback(context);
  }

  /** Hooks that have to be done when the call returns: `log` is the only one. */
  hooksOf(name: string): readonly HookCallback[] {
    return this.hooks.get(name) ?? [];
  }

  private assertStarting(what: string): void {
    if (this.started) throw new Error(`A function can only be ${what} during app startup.`);
  }
}

function triggerOf({ name: functionName, bindings }: FunctionMetadata): RegisteredFunction['trigger'] {
  const triggers = Object.entries(bindings).filter(([, { type }]) => type?.toLowerCase().endsWith('trigger'));
  const [first] = triggers;
  const type = first?.[1].type;
  if (!first || !type || triggers.length > 1)
    throw new Error(`Function "${functionName}" has ${triggers.length} triggers; it needs exactly one.`);
  return { ...first[1], name: first[0], type };
}
