import type { JsonPatchOperation } from '../json-patch';
import type { Effect } from '../transport/outcome';

/** Decides what sending a patch twice would do. */
export function writeEffect(operations: readonly JsonPatchOperation[], validateOnly = false): Effect {
  if (validateOnly) return 'none';
  return operations.some(({ op, path }) => op === 'test' && path === '/rev') ? 'guarded' : 'once';
}
